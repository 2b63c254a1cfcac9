"""Say hello, and print what comes back."""

import socket
import sys

ADDRESS = ("127.0.0.1", 25631)

try:
    with socket.create_connection(ADDRESS, timeout=5) as sock:
        sock.sendall(b"a")
        print("answer:", sock.recv(1024))
except OSError as error:
    sys.exit(f"no answer: {error}")
