"""See how much memory four bytes of a stranger can claim.

Shows what one recv returns.
"""

import socket
import struct
import tracemalloc

LIMIT = 1_000_000


def trusting(sock):
    (length,) = struct.unpack("!I", sock.recv(4, socket.MSG_WAITALL))
    return sock.recv(length)  # makes room for all of it at once


def careful(sock):
    (length,) = struct.unpack("!I", sock.recv(4, socket.MSG_WAITALL))
    if length > LIMIT:
        raise ValueError(f"{length} bytes announced, limit {LIMIT}")
    return sock.recv(min(length, 4096))


tracemalloc.start()
for read in trusting, careful:
    left, right = socket.socketpair()
    with left, right:
        # 500 million are announced, and one is sent.
        left.sendall(struct.pack("!I", 500_000_000) + b"x")
        tracemalloc.reset_peak()
        try:
            print(f"{read.__name__}:", read(right))
        except ValueError as error:
            print(f"{read.__name__}: ValueError:", error)
        _, peak = tracemalloc.get_traced_memory()
        print("   room for 500 million bytes:", peak > 500_000_000)
