"""Do with sockets what no call for files could ask for.

Not on Windows: it uses Unix sockets and os.read.
"""

import os
import socket

near, far = socket.socketpair()
with near, far:
    near.sendall(b"x")
    print("look without taking:", far.recv(1024, socket.MSG_PEEK))
    print("take:               ", far.recv(1024))

    # Half of a socket can be closed.
    near.shutdown(socket.SHUT_WR)
    print("one half is closed: ", far.recv(1024))
    far.sendall(b"y")
    print("the other is not:   ", near.recv(1024))

near, far = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
with near, far:
    for datagram in b"0123456789", b"", b"next":
        near.send(datagram)
    # The rest of a datagram is not there for the next read.
    print("os.read of 4 bytes: ", os.read(far.fileno(), 4))
    # And nothing is not the end: it was an empty datagram.
    print("recv:               ", far.recv(1024))
    print("recv:               ", far.recv(1024))

with (
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one,
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as two,
):
    one.bind(("127.0.0.1", 0))
    one.settimeout(5)
    two.bind(("127.0.0.1", 0))
    two.sendto(b"hello", one.getsockname())
    data, sender = one.recvfrom(1024)
    print("recvfrom says who:  ", sender == two.getsockname())
