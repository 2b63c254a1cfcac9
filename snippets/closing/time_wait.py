"""Close a connection from either end; see which end has to wait.

Linux only: it reads /proc/net/tcp.
"""

import socket
from pathlib import Path

TIME_WAIT = "06"


def owners(listening_port):
    """Whose port a TIME_WAIT entry of this connection names first."""
    for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        _, local, remote, state, *_ = line.split()
        ports = [int(a.split(":")[1], 16) for a in (local, remote)]
        if state == TIME_WAIT and listening_port in ports:
            near = ports[0] == listening_port
            yield "server" if near else "client"


for first in "server", "client":
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = listener.getsockname()
        client = socket.create_connection(address, timeout=5)
        server, _ = listener.accept()
    server.settimeout(5)
    ends = [server, client] if first == "server" else [client, server]
    with server, client:
        # Each end says that it has finished; the other waits for it.
        for one, other in ends, reversed(ends):
            one.shutdown(socket.SHUT_WR)
            other.recv(1)
    print(f"{first} ends first:",
          *(f"{who} in TIME_WAIT" for who in owners(address[1])))
