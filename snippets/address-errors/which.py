"""Who holds the address? Knock, and look who answers.

Linux only: it depends on what SO_REUSEADDR means there.
"""

import errno
import socket


def attempt(name, call, *arguments):
    try:
        call(*arguments).close()
        print(f"  {name}: no error")
    except OSError as error:
        print(f"  {name}:", errno.errorcode[error.errno])


def plain_bind(address):
    with socket.socket() as sock:
        sock.bind(address)
        return sock


def examine(situation, address):
    print(situation)
    attempt("bind", plain_bind, address)
    attempt("create_server", socket.create_server, address)
    attempt("connect", socket.create_connection, address, 5)


def serve_one():
    """Start a server, take one client; both ends of the connection."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = listener.getsockname()
        client = socket.create_connection(address, timeout=5)
        return address, client, listener.accept()[0]


with socket.create_server(("127.0.0.1", 0)) as unused:
    address = unused.getsockname()
examine("nobody was ever connected:", address)

with socket.create_server(("127.0.0.1", 0)) as running:
    examine("a server is running:", running.getsockname())

with socket.socket() as bound:
    bound.bind(("127.0.0.1", 0))
    examine("somebody has bound it only:", bound.getsockname())

address, client, conn = serve_one()
with client, conn:
    examine("it ended, a client is still connected:", address)

address, client, conn = serve_one()
with client:
    conn.close()  # first: the port of this end stays in TIME_WAIT
    client.recv(1)
examine("it ended and was first to close:", address)
