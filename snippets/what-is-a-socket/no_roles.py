"""Two connected sockets of which neither is server or client."""

import socket


def listens(sock):
    return bool(sock.getsockopt(
        socket.SOL_SOCKET, socket.SO_ACCEPTCONN))


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
