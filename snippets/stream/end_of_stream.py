"""Wrong on purpose: the first loop does not see the stream end."""

import socket

left, right = socket.socketpair()
with right:
    with left:
        left.sendall(b"goodbye")
    # Without the 4 it would print for ever.
    for _ in range(4):
        print("wrong:", right.recv(1024))

left, right = socket.socketpair()
with right:
    with left:
        left.sendall(b"goodbye")
    while data := right.recv(1024):
        print("right:", data)
    print("right: end of stream")
