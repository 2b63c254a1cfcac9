"""An administrator ends a connection of this machine: ss -K.

Linux only, as root: it asks the kernel to destroy a socket.
"""

import ctypes
import socket
import subprocess
import sys

if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)

with socket.create_server(("127.0.0.1", 0)) as listener:
    address = listener.getsockname()
    client = socket.create_connection(address, timeout=5)
    server, _ = listener.accept()

with client, server:
    server.settimeout(5)
    # The socket whose peer has the server's port: the client.
    subprocess.run(
        ["ss", "--kill", "--tcp", "dport", "=", f":{address[1]}"],
        stdout=subprocess.DEVNULL, check=True,
    )
    for name, sock in ("client", client), ("server", server):
        try:
            sock.recv(1)
        except OSError as error:
            print(f"{name}: {type(error).__name__}: {error}")
