"""Three clients give up in the queue; the server serves them all."""

import socket
import threading

done, heard = [], []


def server(listener):
    """Serve one client after the other, until nobody waits."""
    conn, _ = listener.accept()
    with conn:
        conn.recv(1024)  # until the silent client goes
    listener.settimeout(0.5)
    while True:
        try:
            conn, _ = listener.accept()
        except TimeoutError:
            return
        with conn, conn.makefile("rb") as stream:
            question = stream.readline(100)
            conn.sendall(question.upper())
            done.append(question)


with socket.create_server(("127.0.0.1", 0)) as listener:
    address = listener.getsockname()
    thread = threading.Thread(target=server, args=[listener])
    thread.start()
    with socket.create_connection(address, timeout=10):
        for name in b"anna\n", b"ben\n", b"cleo\n":
            with socket.create_connection(address, 10) as sock:
                sock.sendall(name)
                sock.settimeout(0.2)
                try:
                    heard.append(sock.recv(1024))
                except TimeoutError:
                    print(name, "gives up, and closes")
        print("the silent client goes")
    thread.join()
print("questions read and answered:", done)
print("answers heard:", heard)
