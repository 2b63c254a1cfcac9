"""Three visits: one of good manners, one that breaks off, one more."""

import socket

ADDRESS = ("127.0.0.1", 25700)


def visit(words):
    with (
        socket.create_connection(ADDRESS, timeout=15) as sock,
        sock.makefile("rb") as answers,
    ):
        sock.sendall(words)
        sock.shutdown(socket.SHUT_WR)  # and no more will come
        print(words, "->", answers.read(1000))


visit(b"1 2 3\n40 2\r\n")
visit(b"7\n8 8")
visit(b"one\n-1 1\n")
