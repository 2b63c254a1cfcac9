"""Connect without waiting, to three servers; learn how it ended.

Linux only: other systems have other numbers.
"""

import os
import select
import socket


def result(sock):
    number = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
    return f"{number} {os.strerror(number)}" if number else "0"


def connect(title, address):
    print(title)
    with socket.socket() as sock:
        sock.setblocking(False)
        number = sock.connect_ex(address)
        print("   connect_ex:", number, os.strerror(number))
        _, writable, _ = select.select([], [sock], [], 0.5)
        print("   writable:  ", bool(writable))
        print("   SO_ERROR:  ", result(sock))
        print("   once more: ", result(sock))


with (
    socket.create_server(("127.0.0.1", 0)) as listens,
    socket.create_server(("127.0.0.1", 0), backlog=0) as full,
    socket.socket() as closed,
):
    closed.bind(("127.0.0.1", 0))  # a port where nobody listens
    connect("somebody listens", listens.getsockname())
    connect("nobody listens", closed.getsockname())
    with socket.create_connection(full.getsockname(), timeout=5):
        connect("the queue is full", full.getsockname())
