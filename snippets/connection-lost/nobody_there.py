"""Which calls need a peer, and what they say without one.

Linux only: other systems word it differently.
"""

import socket


def attempt(name, call, *arguments):
    try:
        call(*arguments)
    except OSError as error:
        print(f"  {name}: {type(error).__name__}: {error}")


for kind in socket.SOCK_STREAM, socket.SOCK_DGRAM:
    with socket.socket(socket.AF_INET, kind) as sock:
        print(f"{kind.name}, never connected:")
        attempt("getpeername", sock.getpeername)
        attempt("shutdown", sock.shutdown, socket.SHUT_WR)
        if kind == socket.SOCK_STREAM:
            attempt("recv", sock.recv, 1)
        # The result does not matter: nothing can be sent.
        attempt("send", sock.send, b"x")
