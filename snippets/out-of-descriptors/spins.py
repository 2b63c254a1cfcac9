"""A server with two descriptors left, and three clients.

Not on Windows: it has no such limit.
"""

import os
import resource
import select
import socket
from contextlib import ExitStack

TIMES = 10_000
soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)


def find_limit(room):
    """Find a limit below which so many numbers are free."""
    numbers = [os.dup(1) for _ in range(room)]
    for number in numbers:
        os.close(number)
    return max(numbers) + 1


def accept():
    """Call accept, under the limit."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, hard))
    try:
        return listener.accept()[0]
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


with ExitStack() as stack:
    listener = stack.enter_context(socket.create_server(
        ("127.0.0.1", 0)))
    for _ in range(3):
        stack.enter_context(socket.create_connection(
            listener.getsockname(), timeout=10))
    limit = find_limit(room=2)

    served, ready, errors = [], 0, []
    for _ in range(2 + TIMES):
        # Wait until there is somebody in the queue.
        ready += len(select.select([listener], [], [], 10)[0])
        try:
            served.append(stack.enter_context(accept()))
        except OSError as error:
            errors.append(str(error))
    print("select said that somebody waits:", ready)
    print("accept returned a connection:   ", len(served))
    print("accept failed:                  ", len(errors), set(errors))

    served[0].close()
    stack.enter_context(accept())
    print("one is closed, and accept returns the third")
