"""Wrong on purpose: two servers remove a stale path and bind.

Not on Windows: Python has no Unix sockets there.
"""

import errno
import os
import socket
import tempfile
from contextlib import suppress


class Server:
    """Starts in two steps, so that another can come between."""

    def __init__(self, name, path):
        self.name, self.path = name, path

    def look(self):
        with socket.socket(socket.AF_UNIX) as probe:
            number = probe.connect_ex(self.path)
        print(self.name, "looks:", errno.errorcode[number])

    def take(self):
        os.unlink(self.path)
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(self.path)
        self.listener.listen()
        print(self.name, "has removed it, and listens")


with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "sum.sock")
    with socket.socket(socket.AF_UNIX) as crashed:
        crashed.bind(path)

    one, two = Server("one", path), Server("two", path)
    for step in one.look, two.look, one.take, two.take:
        step()

    with one.listener, two.listener:
        for server in one, two:
            server.listener.settimeout(0)
        with socket.socket(socket.AF_UNIX) as client:
            client.connect(path)
            for server in one, two:
                with suppress(BlockingIOError):
                    server.listener.accept()[0].close()
                    print("a client comes to", server.name)
