"""Watch the queue of a listener grow and shrink.

Linux only: it reads /proc/net/tcp.
"""

import select
import socket
from pathlib import Path

LISTEN = "0A"


def queue_length(port):
    """How many finished connections wait for accept."""
    for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        _, local, _, state, queues, *_ = line.split()
        if state == LISTEN and int(local.split(":")[1], 16) == port:
            return int(queues.split(":")[1], 16)


with socket.create_server(("127.0.0.1", 0), backlog=5) as listener:
    address = listener.getsockname()

    def report(what):
        print(f"{what:10} {'#' * queue_length(address[1]) or '-'}")

    report("listen")
    clients = []
    for _ in range(3):
        clients.append(socket.create_connection(address, timeout=5))
        # Its last segment may still be on its way to the queue.
        while queue_length(address[1]) < len(clients):
            select.select([listener], [], [], 5)
        report("connect")
    for _ in range(3):
        listener.accept()[0].close()
        report("accept")
    for client in clients:
        client.close()
