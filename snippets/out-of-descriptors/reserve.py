"""A server that keeps a descriptor for saying no.

Not on Windows: it has no such limit.
"""

import errno
import os
import resource
import socket
from contextlib import ExitStack

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


def accept_or_refuse():
    """Return a connection, or None: a client was turned away."""
    global reserve
    try:
        return accept()
    except OSError as error:
        if error.errno != errno.EMFILE:
            raise
    os.close(reserve)
    try:
        with accept() as conn:
            # Few bytes: they find room in the buffer of a new socket.
            conn.sendall(b"no room\n")
    finally:
        reserve = os.open(os.devnull, os.O_RDONLY)
    return None


with ExitStack() as stack:
    listener = stack.enter_context(socket.create_server(
        ("127.0.0.1", 0)))
    clients = [stack.enter_context(socket.create_connection(
        listener.getsockname(), timeout=10)) for _ in range(4)]
    reserve = os.open(os.devnull, os.O_RDONLY)
    stack.callback(lambda: os.close(reserve))
    limit = find_limit(room=2)
    for client in clients:
        if conn := accept_or_refuse():
            stack.enter_context(conn).sendall(b"welcome\n")
        with client.makefile("rb") as answers:
            print(answers.readline(100))
