"""Serve three clients, although the second resets its connection."""

import socket
import struct
import sys
from threading import Thread


def serve(conn):
    """Echo until the end of the stream."""
    while data := conn.recv(1024):
        conn.sendall(data)


def server(listener, clients):
    for number in range(1, clients + 1):
        conn, _ = listener.accept()
        # A silent client may hold the others up for so long.
        conn.settimeout(5)
        with conn:
            # What breaks here breaks one connection, not the server.
            try:
                serve(conn)
                print(f"client {number}: served to the end")
            except OSError as error:
                print(f"client {number}: {type(error).__name__}")


def client(address, reset):
    with socket.create_connection(address, timeout=5) as sock:
        sock.sendall(b"hello")
        sock.recv(1024)
        if reset:
            layout = "hh" if sys.platform == "win32" else "ii"
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                            struct.pack(layout, 1, 0))


with socket.create_server(("127.0.0.1", 0)) as listener:
    listener.settimeout(10)
    thread = Thread(target=server, args=(listener, 3))
    thread.start()
    for reset in False, True, False:
        client(listener.getsockname(), reset)
    thread.join()
print("the server is still in charge")
