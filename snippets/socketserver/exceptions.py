"""What becomes of an exception in a handler, in a thread or not."""

import socket
import socketserver
import sys
import threading


class Fails(socketserver.StreamRequestHandler):
    def handle(self):
        if self.rfile.readline(100) == b"fail\n":
            raise ValueError("a fault in handle")
        if self.server.exits:
            sys.exit("no more for this client")


class Tells:
    def handle_error(self, request, client_address):
        # As a rule it prints a traceback, with the client's address.
        print("   handle_error:", repr(sys.exception()))


class Threaded(Tells, socketserver.ThreadingTCPServer):
    pass


class Sequential(Tells, socketserver.TCPServer):
    pass


def run(server):
    try:
        server.serve_forever()
    except SystemExit as error:
        ended.append(error)


def visit(address, words):
    with socket.create_connection(address, timeout=10) as sock:
        sock.sendall(words)
        print("   the client hears", sock.recv(1024))


for kind in Threaded, Sequential:
    print(kind.__name__)
    ended = []
    with kind(("127.0.0.1", 0), Fails) as server:
        server.exits = False
        thread = threading.Thread(target=run, args=[server])
        thread.start()
        visit(server.server_address, b"fail\n")
        visit(server.server_address, b"well\n")
        server.exits = True
        visit(server.server_address, b"exit\n")
        thread.join(0.5 if kind is Threaded else 10)
        print("   serve_forever ended:", ended or "no")
        server.shutdown()
