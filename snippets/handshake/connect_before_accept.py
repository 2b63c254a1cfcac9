"""A client connects, sends and closes before anybody accepts."""

import socket

with socket.create_server(("127.0.0.1", 0)) as listener:
    address = listener.getsockname()

    client = socket.create_connection(address, timeout=5)
    print("connect returned; accept has not been called")

    client.sendall(b"hello")
    client.close()
    print("the client sent 5 bytes, closed, and is gone")

    conn, peer = listener.accept()
    with conn:
        print("accept returned; the server reads:")
        while data := conn.recv(1024):
            print("  ", data)
        print("   end of stream")
