"""A peer sends one message, one byte at a time."""

import socket

with socket.create_server(("127.0.0.1", 0)) as listener:
    client = socket.create_connection(listener.getsockname(), timeout=5)
    conn, peer = listener.accept()
    with client, conn:
        conn.settimeout(5)
        for byte in b"hello":
            client.sendall(bytes([byte]))
            print("recv(1024) returned", conn.recv(1024))
