"""Ask the server, by way of the proxy."""

import socket

with socket.create_connection(("127.0.0.1", 25352), 5) as sock:
    sock.sendall(b"hello")
    sock.shutdown(socket.SHUT_WR)
    while data := sock.recv(1024):
        print("received", data)
