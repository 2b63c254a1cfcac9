"""Close one listener of a group while connections wait in it.

Linux only: SO_REUSEPORT spreads connections there.
"""

import socket
from contextlib import ExitStack

with ExitStack() as stack:
    first = stack.enter_context(socket.create_server(
        ("127.0.0.1", 0), backlog=200, reuse_port=True))
    address = first.getsockname()
    second = socket.create_server(address, backlog=200, reuse_port=True)
    with second:
        clients = [
            stack.enter_context(
                socket.create_connection(address, timeout=5))
            for _ in range(100)
        ]
    print("100 connections made; the second listener is closed")

    accepted = set()
    first.setblocking(False)
    try:
        while True:
            conn, peer = first.accept()
            stack.enter_context(conn)
            accepted.add(peer)
    except BlockingIOError:
        pass
    others = [c for c in clients if c.getsockname() not in accepted]
    print("the first listener had all of them:", not others)

    resets = 0
    for client in others:
        try:
            client.recv(1)
        except ConnectionResetError:
            resets += 1
    print("all the others were reset:", resets == len(others))
