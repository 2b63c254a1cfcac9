"""Two listeners on one address share the connections.

Linux only: SO_REUSEPORT spreads connections there.
"""

import select
import socket
from contextlib import ExitStack

with ExitStack() as stack:
    first = stack.enter_context(socket.create_server(
        ("127.0.0.1", 0), backlog=200, reuse_port=True))
    address = first.getsockname()
    second = stack.enter_context(socket.create_server(
        address, backlog=200, reuse_port=True))
    print("the same address:", second.getsockname() == address)

    for _ in range(100):
        client = socket.create_connection(address, timeout=5)
        stack.enter_context(client)
    counts = {first: 0, second: 0}
    while sum(counts.values()) < 100:
        for listener in select.select([first, second], [], [], 5)[0]:
            stack.enter_context(listener.accept()[0])
            counts[listener] += 1
    print("connections accepted:", sum(counts.values()))
    print("each listener got some:", min(counts.values()) > 0)
