"""Open connections until no local port is left.

Linux only, as root: it narrows the range of a network of its own.
"""

import ctypes
import socket
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)

settings = Path("/proc/sys/net/ipv4/ip_local_port_range")
normal = settings.read_text()
# The kernel's choice for who connects; the default is 28,232 ports.
settings.write_text("40000 40001")

with ExitStack() as opened:
    def connect(name, server):
        try:
            sock = socket.create_connection(server.getsockname(), 5)
            opened.enter_context(sock)
            print(f"{name}: connected")
        except OSError as error:
            print(f"{name}: {error}")

    busy = opened.enter_context(
        socket.create_server(("127.0.0.1", 25451))
    )
    other = opened.enter_context(
        socket.create_server(("127.0.0.1", 25452))
    )
    for number in 1, 2, 3:
        connect(number, busy)
    connect("to another server", other)
settings.write_text(normal)
