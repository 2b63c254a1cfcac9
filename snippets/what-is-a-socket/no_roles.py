"""Two connected sockets of which neither is server or client."""

import socket


def listens(sock):
    """Would accept wait for somebody? Or is it an error?"""
    sock.setblocking(False)
    try:
        sock.accept()
    except OSError as error:
        return isinstance(error, BlockingIOError)


left, right = socket.socketpair()
with left, right:
    left.settimeout(10)
    right.settimeout(10)

    # Both send before either has received anything.
    left.sendall(b"L")
    right.sendall(b"R")
    print("left received ", left.recv(1))
    print("right received", right.recv(1))

    print("left is listening: ", listens(left))
    print("right is listening:", listens(right))
