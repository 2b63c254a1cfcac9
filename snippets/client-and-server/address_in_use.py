"""Linux only: which restarted server finds its port still taken?"""

import errno
import socket


def plain_server(address):
    sock = socket.socket()
    try:
        sock.bind(address)
        sock.listen()
    except OSError:
        sock.close()
        raise
    return sock


def try_to_start(start, address):
    try:
        with start(address):
            print("  ", start.__name__, "-> listening")
    except OSError as error:
        print("  ", start.__name__, "->",
              errno.errorcode[error.errno])


def run_once(start):
    """Serve one client, close first, end. Where did it listen?"""
    with start(("127.0.0.1", 0)) as listener:
        address = listener.getsockname()
        with socket.create_connection(address, timeout=10) as client:
            conn, _ = listener.accept()
            conn.close()
            client.recv(1)
    return address


for first_run in (plain_server, socket.create_server):
    address = run_once(first_run)
    print("started by", first_run.__name__, "and ended; again by")
    try_to_start(plain_server, address)
    try_to_start(socket.create_server, address)

with socket.create_server(("127.0.0.1", 0)) as running:
    print("started by create_server and running; again by")
    try_to_start(socket.create_server, running.getsockname())
