"""Thirty silent clients connect first; then two visit the server."""

import socket
from contextlib import ExitStack

ADDRESS = ("127.0.0.1", 25701)


def visit(words):
    with (
        socket.create_connection(ADDRESS, timeout=5) as sock,
        sock.makefile("rb") as answers,
    ):
        sock.sendall(words)
        sock.shutdown(socket.SHUT_WR)
        print(words, "->", answers.read(1000))


with ExitStack() as stack:
    for _ in range(30):
        stack.enter_context(socket.create_connection(ADDRESS, 10))
    visit(b"1 2 3\n40 2\r\n")
    visit(b"7\n8 8")
