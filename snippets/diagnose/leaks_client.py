"""Come and go three times."""

import socket

ADDRESS = ("127.0.0.1", 25632)

for visit in range(3):
    with socket.create_connection(ADDRESS, timeout=5) as sock:
        sock.sendall(b"x")
        print("heard", sock.recv(1024))
