"""Both ends send before either reads: no turns are needed."""

import select
import socket

with socket.create_server(("127.0.0.1", 0)) as listener:
    client = socket.create_connection(listener.getsockname(), timeout=5)
    server, _ = listener.accept()
with client, server:
    server.settimeout(5)
    client.sendall(b"to the server\n")
    server.sendall(b"to the client\n")
    print("both have sent, and neither has read")

    for sock in client, server:
        select.select([sock], [], [], 5)
    arrived, _, _ = select.select([client, server], [], [], 0)
    print("bytes wait at the client:", client in arrived)
    print("bytes wait at the server:", server in arrived)

    with client.makefile("rb") as lines:
        print("the client reads", lines.readline())
    with server.makefile("rb") as lines:
        print("the server reads", lines.readline())
