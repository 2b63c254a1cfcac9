"""Call one server at two addresses, one of each family.

Needs IPv6.
"""

import socket

PORT = 25550

for host in "127.0.0.1", "::1":
    with socket.create_connection((host, PORT), timeout=5) as sock:
        sock.sendall(b"hello\n")
        with sock.makefile("rb") as answers:
            print(f"{host:9} {answers.readline(1024)}")
