"""Get a socket, connect, send, close: to a server in this program."""

import socket

with socket.create_server(("127.0.0.1", 0)) as server:
    host, port = server.getsockname()

    # The four steps; leaving the block is the fourth.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as sock:
        sock.settimeout(10)
        sock.connect((host, port))
        sock.sendall("Hello, world!".encode("utf-8"))
    print("closed:", sock.fileno() == -1)

    # What the server finds.
    conn, _ = server.accept()
    with conn:
        conn.settimeout(10)
        received = b""
        while data := conn.recv(100):
            received += data
    print("the server received", received, "and then the end")
