"""One socket exists by itself, with no peer and no channel."""

import socket

with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as sock:
    print("one socket:      ", sock.family.name, sock.type.name)

    sock.bind(("127.0.0.1", 0))
    host, port = sock.getsockname()
    print("its own address: ", host, "and a port:", port > 0)

    try:
        print("its peer:        ", sock.getpeername())
    except OSError:
        print("its peer:         none, it is not connected")
