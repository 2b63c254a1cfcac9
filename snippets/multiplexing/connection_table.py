"""Print the kernel's table of the TCP sockets on one port.

Linux only: it reads /proc/net/tcp.
"""

import socket
from contextlib import ExitStack
from pathlib import Path

# Of an earlier run there may be others, which are left out.
STATES = {"01": "ESTABLISHED", "0A": "LISTEN"}
PORT = 25342


def port(text):
    """The port of an address, which the table has as 0100007F:62FE."""
    return int(text.split(":")[1], 16)


with ExitStack() as stack:
    address = ("127.0.0.1", PORT)
    listener = socket.create_server(address)
    stack.enter_context(listener)
    names, accepted = {0: "any"}, {}
    for name in "ABC":
        client = socket.create_connection(address, timeout=5)
        stack.enter_context(client)
        conn, (_, number) = listener.accept()
        accepted[name] = stack.enter_context(conn)
        names[number] = f"port {name}"
        client.sendall(name.encode())

    print("local port  remote port  state")
    table = Path("/proc/net/tcp").read_text().splitlines()[1:]
    for row in sorted(
        (port(local), names[port(remote)], STATES[state])
        for _, local, remote, state, *_ in map(str.split, table)
        if port(local) == PORT and state in STATES
    ):
        print("{:10}  {:11}  {}".format(*row))

    for name, conn in accepted.items():
        conn.settimeout(5)
        print(f"the socket for port {name} reads", conn.recv(1))
