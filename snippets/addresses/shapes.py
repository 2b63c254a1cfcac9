"""Bind a socket of each family and take its address apart.

Needs IPv6. Not on Windows: Python has no Unix sockets there.
"""

import os.path
import socket
import sys
import tempfile

with socket.create_server(("127.0.0.1", 0)) as sock:
    host, port = sock.getsockname()
    print("AF_INET  host", host, "and a port")

try:
    sock = socket.create_server(("::1", 0), family=socket.AF_INET6)
except OSError:
    sys.exit("needs IPv6: there is no ::1 here")
with sock:
    host, port, flowinfo, scope_id = sock.getsockname()
    print("AF_INET6 host", host, "and a port,",
          f"flow info {flowinfo}, scope id {scope_id}")

with (
    tempfile.TemporaryDirectory() as folder,
    socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as sock,
):
    sock.bind(os.path.join(folder, "a-name"))
    name = os.path.basename(sock.getsockname())
    print("AF_UNIX  a path that ends in", name, "and no port")
