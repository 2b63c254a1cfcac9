"""Send a head and a body: in two calls, then with MSG_MORE.

Linux only: MSG_MORE is its own.
"""

import socket

with socket.create_server(("127.0.0.1", 0)) as listener:
    address = listener.getsockname()
    client = socket.create_connection(address)
    server, _ = listener.accept()
with client, server:
    client.sendall(b"head")
    client.sendall(b"body")
    print("two calls:", server.recv(8, socket.MSG_WAITALL))

    client.sendall(b"HEAD", socket.MSG_MORE)
    client.sendall(b"BODY")
    print("MSG_MORE: ", server.recv(8, socket.MSG_WAITALL))
