"""Ask a socket pair for what a TCP connection has.

Linux only: other systems have other numbers.
"""

import socket


def attempt(what, call, *arguments):
    try:
        print(f"  {what}: {call(*arguments)}")
    except OSError as error:
        print(f"  {what}:\n    {type(error).__name__}: {error}")


def tcp_pair():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        client = socket.create_connection(
            listener.getsockname(), timeout=5)
        return client, listener.accept()[0]


for make in tcp_pair, socket.socketpair:
    left, right = make()
    with right:
        left.settimeout(5)
        right.settimeout(5)
        with left:
            print(left.family.name)
            attempt("named by its ends",
                    lambda: bool(left.getpeername()))
            attempt("no delay", left.setsockopt, socket.IPPROTO_TCP,
                    socket.TCP_NODELAY, 1)
            right.sendall(b"unread")
        attempt("after a close with bytes unread", right.recv, 1)
