"""Read a line through a file, and the rest from the socket.

Shows what one recv returns.
"""

import socket

left, right = socket.socketpair()
with left, right, right.makefile("rb") as reader:
    right.settimeout(0.2)
    left.sendall(b"5\nhello")
    size = int(reader.readline(10))
    try:
        print("recv:", right.recv(size))
    except TimeoutError:
        print("recv: timed out")
    print("read:", reader.read(size))
