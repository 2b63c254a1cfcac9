"""Try with a pipe and with a socket pair what each can do.

Not on Windows: a socketpair there is a TCP connection.
"""

import contextlib
import os
import socket


def attempt(what, call):
    try:
        print(f"  {what}: {call()}")
    except OSError as error:
        print(f"  {what}: no: {error.strerror}")


@contextlib.contextmanager
def as_socket(descriptor):
    """A socket object for a while; OSError if it is no socket."""
    sock = socket.socket(fileno=descriptor)
    try:
        yield sock
    finally:
        sock.detach()  # the descriptor stays open


def both_ways(left, right):
    os.write(left, b"to the right")
    os.write(right, b"to the left")
    return os.read(right, 100), os.read(left, 100)


def half_close(left, right):
    """End what left says, and hear right nevertheless."""
    with as_socket(left) as sock:
        sock.shutdown(socket.SHUT_WR)
    os.write(right, b"an answer")
    return os.read(right, 100), os.read(left, 100)


def pass_on(left, right):
    with as_socket(left) as sender, as_socket(right) as taker:
        socket.send_fds(sender, [b"x"], [right])
        os.close(socket.recv_fds(taker, 1, 1)[1][0])
    return "yes"


def try_all(left, right):
    for call in pass_on, both_ways, half_close:
        attempt(call.__name__, lambda: call(left, right))


reading, writing = os.pipe()
with open(reading, "rb"), open(writing, "wb"):
    print("a pipe")
    try_all(writing, reading)

left, right = socket.socketpair()
with left, right:
    print("a socket pair")
    try_all(left.fileno(), right.fileno())
