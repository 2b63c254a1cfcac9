"""Ask the server twice, in one connection."""

import socket

with (
    socket.create_connection(("127.0.0.1", 25841), timeout=15) as sock,
    sock.makefile("rb") as answers,
):
    for line in b"1 2 3\n", b"one\n":
        sock.sendall(line)
        print(line, "->", answers.readline(100))
