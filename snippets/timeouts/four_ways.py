"""Four ways to limit a wait, and what each of them changes.

Linux only: struct timeval, and what it does, differ elsewhere.
"""

import os
import socket
import struct


def try_recv(title, sock):
    kernel = "blocks" if os.get_blocking(sock.fileno()) else "does not"
    print(title)
    print("   gettimeout:", sock.gettimeout(), "  the kernel", kernel)
    try:
        sock.recv(1)
    except OSError as error:
        print("   recv:", type(error).__name__, error)


def with_peer():
    """A connected socket, and its peer that says nothing."""
    return socket.socketpair()


near, far = with_peer()
with near, far:
    near.settimeout(0.2)
    try_recv("settimeout(0.2)", near)
    near.setblocking(False)
    try_recv("setblocking(False)", near)

    near.setblocking(True)
    # struct timeval of the kernel: seconds, microseconds.
    near.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO,
                    struct.pack("ll", 0, 200_000))
    try_recv("setblocking(True) and SO_RCVTIMEO of 0.2 s", near)

socket.setdefaulttimeout(0.2)
near, far = with_peer()
with near, far:
    try_recv("setdefaulttimeout(0.2), then a new socket", near)
