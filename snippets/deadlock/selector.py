"""Cure 2: one thread reads or sends, whichever is possible."""

import selectors
import socket
from concurrent.futures import ThreadPoolExecutor

MESSAGES, SIZE = 40_000, 1000
READ, WRITE = selectors.EVENT_READ, selectors.EVENT_WRITE


def echo(conn):
    while data := conn.recv(65536):
        conn.sendall(data)
    conn.shutdown(socket.SHUT_WR)


def exchange(sock, data):
    """Send data, count what comes back until the other end ends."""
    unsent, received = memoryview(data), 0
    sock.setblocking(False)
    with selectors.DefaultSelector() as selector:
        selector.register(sock, READ | WRITE)
        while True:
            ready = selector.select(2)
            if not ready:
                raise TimeoutError("neither way moves")
            for _, events in ready:
                if events & READ:
                    piece = sock.recv(65536)
                    if not piece:
                        return received
                    received += len(piece)
                if events & WRITE:
                    unsent = unsent[sock.send(unsent):]
                    if not unsent:
                        sock.shutdown(socket.SHUT_WR)
                        # Always writable now: ask for that no more.
                        selector.modify(sock, READ)


with socket.create_server(("127.0.0.1", 0)) as listener:
    client = socket.create_connection(listener.getsockname(), timeout=5)
    conn, _ = listener.accept()
    conn.settimeout(3)
with client, conn, ThreadPoolExecutor() as pool:
    server = pool.submit(echo, conn)
    data = bytes(MESSAGES * SIZE)
    print("sent", len(data), "received", exchange(client, data))
    server.result()
