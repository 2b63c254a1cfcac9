"""An old and a new listener at one address; the old one is closed.

Linux only: SO_REUSEPORT spreads connections there.
"""

import socket
from contextlib import ExitStack

CLIENTS = 40


def listen(address):
    return socket.create_server(
        address, backlog=CLIENTS, reuse_port=True)


def welcome(listener):
    """Accept all who are in the queue."""
    listener.setblocking(False)
    try:
        while True:
            with listener.accept()[0] as conn:
                conn.sendall(b"welcome\n")
    except BlockingIOError:
        pass


def hear(client):
    with client.makefile("rb") as answers:
        try:
            return answers.readline(100)
        except ConnectionResetError:
            return "reset"


with ExitStack() as stack:
    old = stack.enter_context(listen(("127.0.0.1", 0)))
    new = stack.enter_context(listen(old.getsockname()))
    clients = [stack.enter_context(socket.create_connection(
        old.getsockname(), timeout=10)) for _ in range(CLIENTS)]
    old.close()
    welcome(new)
    heard = [hear(client) for client in clients]
    print("some are welcome:", b"welcome\n" in heard)
    print("some are reset:  ", "reset" in heard)
    print("and nothing else:", set(heard) <= {b"welcome\n", "reset"})
