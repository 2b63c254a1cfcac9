"""One program above an interface, three different things below it."""

import queue
import socket


def ask(below):
    """The upper layer. It knows two calls and nothing else."""
    below.sendall(b"hello")
    return below.recv(1024)


class Mirror:
    """The same two calls with no network underneath at all."""

    def __init__(self):
        self.stored = queue.SimpleQueue()

    def sendall(self, data):
        self.stored.put(data)

    def recv(self, size):
        return self.stored.get(timeout=5)[:size]


def tcp():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        near = socket.create_connection(listener.getsockname(), 5)
        far, _ = listener.accept()
    return near, far


for name, make in (("TCP", tcp), ("socketpair", socket.socketpair)):
    near, far = make()
    with near, far:
        near.settimeout(5)
        far.settimeout(5)
        # Sent beforehand, so that one thread is enough.
        far.sendall(b"HELLO")
        answer = ask(near)
        print(f"{name:11} ask() returned {answer}, "
              f"peer got {far.recv(1024)}")
print(f"{'Mirror':11} ask() returned {ask(Mirror())}")
