"""Read where nothing has come yet. Ends in a traceback.

Linux only: other systems have other numbers.
"""

import socket

one, other = socket.socketpair()
with one, other:
    one.setblocking(False)
    other.sendall(b"x")
    print("first:", one.recv(1))
    one.recv(1)
