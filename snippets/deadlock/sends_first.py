"""Wrong on purpose: it sends all its questions and reads nothing."""

import socket
import threading

MESSAGES, SIZE = 40_000, 1000  # more than the buffers hold


def echo(conn):
    """A server without a fault: it reads, and answers at once."""
    conn.settimeout(1)
    try:
        while data := conn.recv(65536):
            conn.sendall(data)
    except TimeoutError:
        print("server: stuck in sendall: the client does not read")


with socket.create_server(("127.0.0.1", 0)) as listener:
    client = socket.create_connection(listener.getsockname(), timeout=2)
    conn, _ = listener.accept()
with client, conn:
    server = threading.Thread(target=echo, args=[conn])
    server.start()
    try:
        for _ in range(MESSAGES):
            client.sendall(bytes(SIZE))
        client.shutdown(socket.SHUT_WR)
        print("client: everything is sent")
    except TimeoutError:
        print("client: stuck in sendall: the server does not read")
    server.join()
