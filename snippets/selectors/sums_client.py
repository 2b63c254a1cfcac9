"""Ask in lines: in pieces, two at once, not numbers, without an end."""

import socket

ADDRESS = ("127.0.0.1", 25723)
with (
    socket.create_connection(ADDRESS, timeout=15),  # says nothing
    socket.create_connection(ADDRESS, timeout=15) as sock,
    sock.makefile("rb") as reader,
):
    for piece in b"1 2 3\n", b"4", b"0 2\r\n", b"7\n8 8\n", b"one\n":
        sock.sendall(piece)
    sock.sendall(b"0" * 998 + b"42\n")  # the longest line there is
    for _ in range(6):
        print(reader.readline(1000))

    sock.sendall(b"9" * 2000)
    try:
        line = reader.readline(1000)
    except ConnectionResetError:
        line = b""
    print("2000 bytes without an end, answer:", line or "none")
