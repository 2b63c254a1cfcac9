"""Ask in pieces that are no lines, then end inside a line."""

import socket

ADDRESS = ("127.0.0.1", 25741)
with (
    socket.create_connection(ADDRESS, timeout=15),  # says nothing
    socket.create_connection(ADDRESS, timeout=15) as sock,
    sock.makefile("rb") as reader,
):
    for piece in b"1 2 3\n4", b"0 2\r\n7", b"\n8 8\none\n", b"1 2":
        sock.sendall(piece)
    sock.shutdown(socket.SHUT_WR)
    for line in reader:
        print(line)
