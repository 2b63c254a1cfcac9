"""How often serve_forever goes round when no descriptor is left.

Not on Windows: it has no such limit.
"""

import resource
import socket
import socketserver

TIMES = 10_000
soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)


class Enough(Exception):
    """So that this program ends."""


class Server(socketserver.TCPServer):
    rounds, limit = 0, soft

    def get_request(self):
        """Called by serve_forever for a client: it calls accept."""
        resource.setrlimit(resource.RLIMIT_NOFILE, (self.limit, hard))
        try:
            return super().get_request()
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))

    def service_actions(self):
        """Called by serve_forever at the end of each round."""
        self.rounds += 1
        # 0, 1 and 2 are taken, and so no number below 3 is free.
        self.limit = 3
        if self.rounds == TIMES:
            raise Enough


class Handler(socketserver.BaseRequestHandler):
    def handle(self):
        print("a client is served")


with (
    Server(("127.0.0.1", 0), Handler) as server,
    socket.create_connection(server.server_address, timeout=10),
    socket.create_connection(server.server_address, timeout=10),
):
    try:
        # A round waits 10 seconds for a client, if there is none.
        server.serve_forever(poll_interval=10)
    except Enough:
        print("rounds of serve_forever:", server.rounds)
