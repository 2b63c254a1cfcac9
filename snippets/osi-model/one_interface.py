"""One program above an interface, three different things below it."""

import socket


def read(below, size):
    """recv may return less than it was asked for: ask again."""
    data = b""
    while len(data) < size and (part := below.recv(size - len(data))):
        data += part
    return data


def ask(below):
    """The upper layer. It knows two calls, sendall and recv."""
    below.sendall(b"hello")
    return read(below, 5)


class Mirror:
    """The same two calls, and no socket underneath."""

    stored = b""

    def sendall(self, data):
        self.stored += data

    def recv(self, size):
        data, self.stored = self.stored[:size], self.stored[size:]
        return data


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
              f"peer got {read(far, 5)}")
print(f"{'Mirror':11} ask() returned {ask(Mirror())}")
