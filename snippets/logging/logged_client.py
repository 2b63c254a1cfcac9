"""Three visits: a good one, a line without an end, and half a line."""

import socket

ADDRESS = ("127.0.0.1", 25843)
for words in b"1 2 3\n40 2\r\none\n", b"9" * 2000, b"40 ":
    with (
        socket.create_connection(ADDRESS, timeout=15) as sock,
        sock.makefile("rb") as answers,
    ):
        sock.sendall(words)
        try:
            sock.shutdown(socket.SHUT_WR)
            print(answers.read(1000))
        except OSError:  # a reset: there is no such connection now
            print(b"")
