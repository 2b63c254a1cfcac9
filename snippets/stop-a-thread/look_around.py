"""A thread that looks around five times a second."""

import socket
import threading

PAUSE = 0.2
stop = threading.Event()


def serve(listener):
    """Take clients until stop is set; be up to PAUSE late."""
    listener.settimeout(PAUSE)
    while not stop.is_set():
        try:
            conn, _ = listener.accept()
        except TimeoutError:
            continue
        with conn:
            conn.settimeout(5)
            conn.sendall(b"x")
    print("server: ended")


with socket.create_server(("127.0.0.1", 0)) as listener:
    thread = threading.Thread(target=serve, args=[listener])
    thread.start()
    address = listener.getsockname()
    with socket.create_connection(address, timeout=5) as client:
        print("client:", client.recv(1024))
    stop.set()
    thread.join()
