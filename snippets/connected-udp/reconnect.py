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

    for name, peer in ("first", first), ("second", second):
        sock.connect(peer.getsockname())
        sock.send(b"hello, " + name.encode())
        print(f"{name} received", peer.recv(1024))
        for other in first, second:
            other.sendto(b"from " + name.encode(), sock.getsockname())
            # The other one's is not let in.
        print("   sock received", sock.recv(1024))
