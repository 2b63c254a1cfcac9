"""Wrong on purpose: ask, and wait for an answer that cannot come."""

import socket

ADDRESS = ("127.0.0.1", 25630)

with socket.create_connection(ADDRESS, timeout=6) as sock:
    sock.sendall(b"how are you?")
    try:
        print("answer:", sock.recv(1024))
    except TimeoutError as error:
        print("no answer:", error)
