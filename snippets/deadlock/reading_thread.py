"""Cure 1: a thread reads while the program sends."""

import socket
from concurrent.futures import ThreadPoolExecutor

MESSAGES, SIZE = 40_000, 1000


def echo(conn):
    while data := conn.recv(65536):
        conn.sendall(data)
    conn.shutdown(socket.SHUT_WR)  # my answer is complete as well


def count_answers(sock):
    received = 0
    while data := sock.recv(65536):
        received += len(data)
    return received


with socket.create_server(("127.0.0.1", 0)) as listener:
    client = socket.create_connection(listener.getsockname(), timeout=5)
    conn, _ = listener.accept()
    conn.settimeout(5)
with client, conn, ThreadPoolExecutor() as pool:
    server = pool.submit(echo, conn)
    answers = pool.submit(count_answers, client)
    for _ in range(MESSAGES):
        client.sendall(bytes(SIZE))
    client.shutdown(socket.SHUT_WR)  # that was all: the end mark
    print("sent", MESSAGES * SIZE, "received", answers.result())
    server.result()
