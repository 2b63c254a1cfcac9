"""Ask for buffers of several sizes; see what is given.

Linux only: the limits are read from /proc, and it doubles.
"""

import socket
from pathlib import Path

KINDS = {"SO_SNDBUF": "wmem_max", "SO_RCVBUF": "rmem_max"}

for name, setting in KINDS.items():
    option = getattr(socket, name)
    limit = int(Path("/proc/sys/net/core", setting).read_text())
    with socket.socket() as sock:

        def ask(size):
            sock.setsockopt(socket.SOL_SOCKET, option, size)
            return sock.getsockopt(socket.SOL_SOCKET, option)

        print(name)
        print("  asked 10,000, given:", ask(10_000))
        print("  asked 1, given more than 2:", ask(1) > 2)
        print("  asked for twice the limit, given the limit, doubled:",
              ask(2 * limit) == 2 * limit)
