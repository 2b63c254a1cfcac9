"""Send four messages over each kind of Unix socket, and leave.

Linux only: macOS has no SOCK_SEQPACKET here.
Shows what one recv returns.
"""

import socket


def received(sock):
    try:
        return sock.recv(8)
    except OSError as error:
        return type(error).__name__


for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM,
             socket.SOCK_SEQPACKET):
    left, right = socket.socketpair(socket.AF_UNIX, kind)
    with right:
        right.settimeout(0.2)
        with left:
            left.sendall(b"one")
            left.sendall(b"two")
            left.sendall(b"")
            left.sendall(b"longer than eight")
        print(f"{kind.name}:")
        for _ in range(6):
            print("  ", received(right))
