"""Three clients: a silent one, one in the middle of a line, a third."""

import socket

ADDRESS = ("127.0.0.1", 25840)
with (
    socket.create_connection(ADDRESS, timeout=15) as silent,
    socket.create_connection(ADDRESS, timeout=15) as slow,
    socket.create_connection(ADDRESS, timeout=15) as quick,
):
    slow.sendall(b"40 ")
    with quick.makefile("rb") as answers:
        quick.sendall(b"1 2 3\none\n")
        print("the quick one hears", answers.readline(100),
              answers.readline(100))
    with slow.makefile("rb") as answers:
        slow.sendall(b"2\n")
        print("the slow one hears", answers.readline(100))
