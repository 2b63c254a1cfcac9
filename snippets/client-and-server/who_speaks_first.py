"""Either side may send first, and both may send at once."""

import socket

with socket.create_server(("127.0.0.1", 0)) as listener:
    address = listener.getsockname()

    def connection():
        client = socket.create_connection(address, timeout=10)
        server, _ = listener.accept()
        server.settimeout(10)
        return client, server

    client, server = connection()
    with client, server:
        client.sendall(b"?")
        print("client first: server got", server.recv(1))

    client, server = connection()
    with client, server:
        server.sendall(b"!")
        print("server first: client got", client.recv(1))

    client, server = connection()
    with client, server:
        client.sendall(b"1")
        server.sendall(b"2")
        print("both at once: client got", client.recv(1))
        print("              server got", server.recv(1))
