"""After connect, a UDP socket lets in what its peer sends."""

import socket
from contextlib import ExitStack

with ExitStack() as stack:
    sock, friend, stranger = [
        stack.enter_context(socket.socket(type=socket.SOCK_DGRAM))
        for _ in range(3)
    ]
    for each in sock, friend, stranger:
        each.bind(("127.0.0.1", 0))
        each.settimeout(5)
    address = sock.getsockname()

    stranger.sendto(b"from a stranger", address)
    print("not connected:", sock.recv(1024))

    sock.connect(friend.getsockname())
    stranger.sendto(b"from a stranger", address)
    friend.sendto(b"from the friend", address)
    print("connected:    ", sock.recv(1024))
