"""A server that stops accepting until a descriptor is free again.

Not on Windows: it has no such limit.
"""

import errno
import os
import resource
import selectors
import socket
import threading
from contextlib import ExitStack

EXHAUSTED = errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM
soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
full = threading.Event()


def find_limit(room):
    """Find a limit below which so many numbers are free."""
    numbers = [os.dup(1) for _ in range(room)]
    for number in numbers:
        os.close(number)
    return max(numbers) + 1


def accept(listener):
    """Call accept, under the limit."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, hard))
    try:
        return listener.accept()[0]
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def serve(listener, selector):
    selector.register(listener, selectors.EVENT_READ)
    conns, left = set(), 0
    while left < 3:
        for key, _ in selector.select():
            if key.fileobj is listener:
                try:
                    conn = accept(listener)
                except OSError as error:
                    if error.errno not in EXHAUSTED or not conns:
                        raise  # nobody here will ever make room
                    print("accept:", error)
                    selector.unregister(listener)
                    full.set()
                else:
                    print("accept: a client")
                    selector.register(conn, selectors.EVENT_READ)
                    conns.add(conn)
                    conn.sendall(b"welcome\n")
            elif not key.fileobj.recv(1024):
                selector.unregister(key.fileobj)
                conns.remove(key.fileobj)
                key.fileobj.close()
                left += 1
                print("one has left")
                if listener not in selector.get_map():
                    selector.register(listener, selectors.EVENT_READ)


with (
    socket.create_server(("127.0.0.1", 0)) as listener,
    selectors.DefaultSelector() as selector,
    ExitStack() as stack,
):
    clients = [stack.enter_context(socket.create_connection(
        listener.getsockname(), timeout=10)) for _ in range(3)]
    limit = find_limit(room=2)
    server = threading.Thread(target=serve, args=[listener, selector])
    server.start()
    full.wait(10)
    clients[0].shutdown(socket.SHUT_WR)  # it leaves
    clients[2].recv(100)  # until it is let in
    for client in clients[1:]:
        client.shutdown(socket.SHUT_WR)
    server.join()
