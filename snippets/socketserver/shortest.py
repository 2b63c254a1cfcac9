"""A server of socketserver, with a thread for each client."""

import socket
import socketserver
import threading


class Shout(socketserver.StreamRequestHandler):
    """Made anew for each connection; rfile and wfile lead to it."""

    def handle(self):
        for line in self.rfile:
            self.wfile.write(line.upper())


def ask(words):
    with (
        socket.create_connection(address, timeout=10) as sock,
        sock.makefile("rb") as answers,
    ):
        sock.sendall(words)
        print(words, "->", answers.readline(100))


ADDRESS = ("127.0.0.1", 0)
with socketserver.ThreadingTCPServer(ADDRESS, Shout) as server:
    address = server.server_address
    threading.Thread(target=server.serve_forever).start()
    with socket.create_connection(address, timeout=10):  # is silent
        ask(b"hello\n")
        ask(b"and again\n")
    server.shutdown()
