"""Pass a socket with a time-out, and wait on it at the other end.

Linux only: other systems have other numbers.
"""

import os
import socket


def first_recv(sock):
    try:
        return sock.recv(1)
    except OSError as error:
        return f"{type(error).__name__}: {error}"


left, right = socket.socketpair()
peer, conn = socket.socketpair()
with left, right, peer:
    with conn:
        conn.settimeout(5)  # which makes its description non-blocking
        socket.send_fds(left, [b"c"], [conn.fileno()])
    _, descriptors, _, _ = socket.recv_fds(right, 1, 1)
    with socket.socket(fileno=descriptors[0]) as passed:
        print("time-out:", passed.gettimeout())
        print("the kernel blocks:", os.get_blocking(passed.fileno()))
        print("recv:", first_recv(passed))
        passed.settimeout(0.2)
        print("recv with a time-out:", first_recv(passed))
