"""A datagram that nobody took comes back as an error, later.

Linux only: other systems have other numbers.
"""

import socket


def attempt(name, call, *arguments):
    try:
        print(f"  {name}:", call(*arguments))
    except OSError as error:
        print(f"  {name}: {type(error).__name__}: {error}")


# An address at which nobody is, for now.
with socket.socket(type=socket.SOCK_DGRAM) as server:
    server.bind(("127.0.0.1", 0))
    address = server.getsockname()

with socket.socket(type=socket.SOCK_DGRAM) as sock:
    sock.settimeout(0.2)
    sock.connect(address)
    print("connected, nobody is there:")
    attempt("send", sock.send, b"one")
    attempt("recv", sock.recv, 100)
    attempt("recv", sock.recv, 100)
    attempt("send", sock.send, b"two")
    attempt("send", sock.send, b"three")
    attempt("send", sock.send, b"four")

    with socket.socket(type=socket.SOCK_DGRAM) as server:
        server.bind(address)
        server.settimeout(5)
        print("somebody is there:")
        attempt("send", sock.send, b"five")
        attempt("send", sock.send, b"six")
        attempt("server, recv", server.recv, 100)
