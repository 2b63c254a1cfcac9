"""Linux only: start a server again that has just served a client."""

import socket
import socketserver


class Plain(socketserver.TCPServer):
    pass


class Reusing(socketserver.TCPServer):
    allow_reuse_address = True


class Closes(socketserver.BaseRequestHandler):
    def handle(self):
        """Say nothing; the server closes the connection then."""


for kind in Plain, Reusing:
    with kind(("127.0.0.1", 0), Closes) as server:
        address = server.server_address
        with socket.create_connection(address, timeout=10) as client:
            server.handle_request()
            client.recv(1)
    try:
        with kind(address, Closes):
            print(kind.__name__, "listens again")
    except OSError as error:
        print(kind.__name__, error)
