"""Ask the server, by way of the proxy."""

import socket

with socket.create_connection(("127.0.0.1", 25352), 5) as sock:
    sock.sendall(b"hello")
    sock.shutdown(socket.SHUT_WR)
    with sock.makefile("rb") as incoming:
        print("received", incoming.read())
