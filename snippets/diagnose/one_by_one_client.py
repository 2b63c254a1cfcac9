"""Connect and say nothing; then be a second client, which speaks."""

import socket

ADDRESS = ("127.0.0.1", 25633)

with socket.create_connection(ADDRESS, timeout=5):
    with socket.create_connection(ADDRESS, timeout=4) as second:
        second.sendall(b"a")
        try:
            print("second client:", second.recv(1024))
        except OSError as error:
            print("second client:", error)
