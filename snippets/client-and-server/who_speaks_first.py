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
        client.sendall(b"request")
        print("client first: server got", server.recv(100))

    client, server = connection()
    with client, server:
        server.sendall(b"greeting")
        print("server first: client got", client.recv(100))

    client, server = connection()
    with client, server:
        client.sendall(b"to the server")
        server.sendall(b"to the client")
        print("both at once: client got", client.recv(100))
        print("              server got", server.recv(100))
