"""Two clients at once; the first is slow, the second is not.

Not on Windows: its server is not.
"""

import socket

ADDRESS = ("127.0.0.1", 25721)
with (
    socket.create_connection(ADDRESS, timeout=10) as slow,
    socket.create_connection(ADDRESS, timeout=10) as quick,
    slow.makefile("rb") as from_slow,
    quick.makefile("rb") as from_quick,
):
    slow.sendall(b"1 2")  # half a line
    quick.sendall(b"3 4\n5\n")
    print("quick:", from_quick.readline(100), from_quick.readline(100))
    slow.sendall(b" 3\nthree\n")
    print("slow: ", from_slow.readline(100), from_slow.readline(100))
