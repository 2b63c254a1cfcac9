"""Watch the queue of a listener grow and shrink.

Linux only: it reads /proc/net/tcp.
"""

import select
import socket
from contextlib import ExitStack
from pathlib import Path

LISTEN = "0A"


def queue_length(port):
    """How many finished connections wait for accept."""
    for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        _, local, _, state, queues, *_ = line.split()
        if state == LISTEN and int(local.split(":")[1], 16) == port:
            return int(queues.split(":")[1], 16)


with (
    socket.create_server(("127.0.0.1", 0), backlog=5) as listener,
    # Closes every client at the end, however it comes.
    ExitStack() as clients,
):
    address = listener.getsockname()

    def report(what):
        print(f"{what:10} {'#' * queue_length(address[1]) or '-'}")

    report("listen")
    for number in range(1, 4):
        client = socket.create_connection(address, timeout=5)
        clients.enter_context(client)
        # Its last segment may still be on its way to the queue.
        while queue_length(address[1]) < number:
            select.select([listener], [], [], 5)
        report("connect")
    for _ in range(3):
        listener.accept()[0].close()
        report("accept")
