"""A UDP socket connects as often as it likes, to one at a time."""

import socket

with (
    socket.socket(type=socket.SOCK_DGRAM) as sock,
    socket.socket(type=socket.SOCK_DGRAM) as first,
    socket.socket(type=socket.SOCK_DGRAM) as second,
):
    for each in sock, first, second:
        each.bind(("127.0.0.1", 0))
        each.settimeout(5)

    peers = (b"second", second), (b"first", first)
    for name, peer in reversed(peers):
        sock.connect(peer.getsockname())
        sock.send(b"hello, " + name)
        print(name.decode(), "received", peer.recv(1024))
        for text, other in peers:
            other.sendto(b"from " + text, sock.getsockname())
            # That of the one who is not the peer is not let in.
        print("   sock received", sock.recv(1024))
