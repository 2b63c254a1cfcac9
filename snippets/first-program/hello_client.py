"""Send a greeting, and read the answer to its end."""

import socket

ADDRESS = ("127.0.0.1", 25430)

with socket.create_connection(ADDRESS, timeout=10) as sock:
    sock.sendall("Hello, world!".encode("utf-8"))
    # No more from this side; the other direction stays open.
    sock.shutdown(socket.SHUT_WR)
    answer = b""
    while data := sock.recv(100):
        answer += data
print("answer:", answer.decode("utf-8"))
