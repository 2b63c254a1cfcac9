"""Calls that do not fit the socket, and what each of them says.

Linux only: other systems have other numbers.
"""

import socket
from socket import SOCK_DGRAM, SOCK_SEQPACKET, SOCK_STREAM


def attempt(name, call, *arguments):
    try:
        call(*arguments)
    except OSError as error:
        print(f"{name}:\n  {type(error).__name__}: {error}")


with (
    socket.socket(type=SOCK_DGRAM) as udp,
    socket.socket() as tcp,
    socket.create_server(("127.0.0.1", 0)) as listener,
):
    attempt("listen, UDP", udp.listen)
    attempt("accept, UDP", udp.accept)
    attempt("TCP_NODELAY, UDP", udp.setsockopt, socket.IPPROTO_TCP,
            socket.TCP_NODELAY, 1)
    attempt("sendto port 0", udp.sendto, b"x", ("127.0.0.1", 0))
    tcp.bind(("127.0.0.1", 0))
    attempt("bind twice", tcp.bind, ("127.0.0.1", 0))
    attempt("connect, a listener", listener.connect, ("127.0.0.1", 9))

inet = socket.AF_INET
attempt("a stream of UDP", socket.socket, inet, SOCK_STREAM,
        socket.IPPROTO_UDP)
attempt("packets in order, IPv4", socket.socket, inet, SOCK_SEQPACKET)
attempt("a family that nobody knows", socket.socket, 99, SOCK_STREAM)
