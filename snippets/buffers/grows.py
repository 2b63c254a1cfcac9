"""Watch a receive buffer grow, and one of fixed size that does not.

Linux only: other systems have rules of their own.
"""

import socket


def grew(fixed_size):
    """Whether it did while 20 million bytes passed through it."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        if fixed_size:
            listener.setsockopt(
                socket.SOL_SOCKET, socket.SO_RCVBUF, fixed_size)
        sender = socket.create_connection(listener.getsockname())
        reader, _ = listener.accept()

    def size():
        return reader.getsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF)

    with sender, reader:
        sender.setblocking(False)
        at_first, passed = size(), 0
        while passed < 20_000_000 and size() == at_first:
            try:
                passed += sender.send(bytes(1_000_000))
            except BlockingIOError:
                pass  # full: read first
            reader.recv(1_000_000)
        return size() > at_first


print("left to the system, it grew:", grew(None))
print("SO_RCVBUF was set, it grew: ", grew(65536))
