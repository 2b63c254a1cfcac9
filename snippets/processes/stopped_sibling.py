"""Two processes serve at one address, and one of them is stopped.

Linux only: SO_REUSEPORT spreads connections there.
"""

import os
import select
import signal
import socket
from contextlib import ExitStack

CLIENTS = 40


def start(listener, other, name):
    """Make a process that answers each connection with its name."""
    if pid := os.fork():
        return pid
    if other is not listener:
        other.close()
    while True:
        with listener.accept()[0] as conn:
            conn.sendall(name)


def hear(clients, patience):
    """What they hear, until it is silent for so many seconds."""
    heard = b""
    while ready := select.select(clients, [], [], patience)[0]:
        for client in ready:
            heard += client.recv(1)
            clients.remove(client)
        if not clients:
            break
    return heard


def end(pid):
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


def stop_one(first, second):
    address = first.getsockname()
    with first, second:
        pids = [start(first, second, b"a"), start(second, first, b"b")]
    with ExitStack() as stack:
        for pid in pids:
            stack.callback(end, pid)
        os.kill(pids[1], signal.SIGSTOP)
        os.waitpid(pids[1], os.WUNTRACED)
        clients = [stack.enter_context(socket.create_connection(
            address, timeout=10)) for _ in range(CLIENTS)]
        heard = hear(clients, 10 if first is second else 1)
        print("   b is stopped. All answered:", len(heard) == CLIENTS,
              " By b:", b"b" in heard)
        os.kill(pids[1], signal.SIGCONT)
        heard += hear(clients, 10) if clients else b""
        print("   b goes on.    All answered:", len(heard) == CLIENTS,
              " By b:", b"b" in heard)


ADDRESS = ("127.0.0.1", 0)
print("one listener, which both have")
one = socket.create_server(ADDRESS, backlog=CLIENTS)
stop_one(one, one)
print("a listener each, with SO_REUSEPORT")
one = socket.create_server(ADDRESS, backlog=CLIENTS, reuse_port=True)
stop_one(one, socket.create_server(
    one.getsockname(), backlog=CLIENTS, reuse_port=True))
