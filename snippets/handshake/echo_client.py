"""Send a greeting and read the echo to its end."""

import socket

address = ("127.0.0.1", 25007)
with socket.create_connection(address, timeout=10) as sock:
    sock.sendall(b"hello")
    sock.shutdown(socket.SHUT_WR)
    received = b""
    while data := sock.recv(1024):
        received += data
    print("received", received)
    print("the server has finished")
