"""Receive one message of at most 1000 bytes, and say thank you."""

import socket

ADDRESS = ("127.0.0.1", 25430)
LIMIT = 1000

with socket.create_server(ADDRESS) as listener:
    print("waiting on port", ADDRESS[1])
    conn, _ = listener.accept()
    with conn:
        conn.settimeout(10)
        message = b""
        while len(message) <= LIMIT and (data := conn.recv(100)):
            message += data
        if len(message) <= LIMIT:
            print("received:", message.decode("utf-8"))
            conn.sendall(b"thank you")
        else:
            print("too long")
print("done")
