"""Ask the server that says good-bye."""

import socket

ADDRESS = ("127.0.0.1", 25625)

with socket.create_connection(ADDRESS, timeout=10) as sock:
    sock.sendall(b"a")
    print("answer:", sock.recv(1024))
