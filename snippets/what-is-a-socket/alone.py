"""One socket exists by itself, with no peer and no channel."""

import socket

with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as sock:
    print("the socket exists: ", sock.fileno() >= 0)

    sock.bind(("127.0.0.1", 0))
    host, port = sock.getsockname()
    print("its own address:   ", host, "and a port")

    try:
        sock.getpeername()
        print("it has a peer")
    except OSError:
        print("its peer:           none, it is not connected")
