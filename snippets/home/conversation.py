"""A whole conversation over TCP in one program."""

import socket

with socket.create_server(("127.0.0.1", 0)) as listener:
    address = listener.getsockname()
    with socket.create_connection(address, timeout=5) as client:
        client.sendall(b"Did you hear me before you accepted?\n")

        conn, _ = listener.accept()
        conn.settimeout(5)
        with conn, conn.makefile("rb") as lines:
            print("server received", lines.readline())
            conn.sendall(b"My kernel did.\n")

        with client.makefile("rb") as lines:
            print("client received", lines.readline())
