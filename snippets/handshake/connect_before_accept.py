"""A client connects, sends and closes before anybody accepts."""

import socket

with socket.create_server(("127.0.0.1", 0)) as listener:
    address = listener.getsockname()

    with socket.create_connection(address, timeout=5) as client:
        print("connect returned; accept has not been called")
        client.sendall(b"hello")
    print("the client sent 5 bytes, closed, and is gone")

    conn, _ = listener.accept()
    with conn:
        conn.settimeout(5)
        received = b""
        while data := conn.recv(1024):
            received += data
        print("accept returned; the server reads", received)
        print("and then the end of the stream")
