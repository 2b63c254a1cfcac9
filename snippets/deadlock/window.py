"""Cure 3: never more than a few questions without an answer."""

import socket
from concurrent.futures import ThreadPoolExecutor

MESSAGES, SIZE = 40_000, 1000
OPEN = 8  # questions: 8,000 bytes fit into any buffer here


def echo(conn):
    while data := conn.recv(65536):
        conn.sendall(data)


with socket.create_server(("127.0.0.1", 0)) as listener:
    client = socket.create_connection(listener.getsockname(), timeout=5)
    conn, _ = listener.accept()
    conn.settimeout(5)
with (
    client, conn, ThreadPoolExecutor() as pool,
    client.makefile("rb") as reader,
):
    server = pool.submit(echo, conn)
    unanswered = most = received = 0
    for _ in range(MESSAGES):
        if unanswered == OPEN:
            received += len(reader.read(SIZE))
            unanswered -= 1
        client.sendall(bytes(SIZE))
        unanswered += 1
        most = max(most, unanswered)
    received += len(reader.read(unanswered * SIZE))
    client.shutdown(socket.SHUT_WR)
    server.result()
    print("sent", MESSAGES * SIZE, "received", received)
    print("at most", most, "questions without an answer")
