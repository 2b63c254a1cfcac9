"""One seat is left; two clients buy it, a thread for each."""

import socket
import threading
from contextlib import ExitStack

seats = 1


def sell(conn):
    global seats
    with conn, conn.makefile("rb") as lines:
        if seats > 0:
            conn.sendall(b"a seat is free: buy?\n")
            lines.readline(100)
            seats -= 1
            conn.sendall(b"it is yours\n")
        else:
            conn.sendall(b"sold out\n")


with ExitStack() as stack:
    listener = stack.enter_context(socket.create_server(
        ("127.0.0.1", 0)))
    clients = []
    for name in "Anna", "Ben":
        client = stack.enter_context(socket.create_connection(
            listener.getsockname(), timeout=10))
        conn, _ = listener.accept()
        threading.Thread(target=sell, args=[conn]).start()
        lines = stack.enter_context(client.makefile("rb"))
        print(name, "hears", lines.readline(100))
        clients.append((name, client, lines))

    for name, client, lines in clients:
        client.sendall(b"yes\n")
        print(name, "hears", lines.readline(100))
print("seats left:", seats)
