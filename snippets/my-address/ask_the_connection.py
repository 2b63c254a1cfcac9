"""Ask a server's connections which of its addresses was called.

Linux only, as root: it makes a network, for the server listens on
every address.
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

subprocess.run("ip address replace 192.0.2.1/24 dev lo".split(),
               check=True)
with socket.create_server(("0.0.0.0", 0)) as listener:
    host, port = listener.getsockname()
    print("the listener:", host)
    for host in "127.0.0.1", "127.0.0.2", "192.0.2.1":
        with socket.create_connection((host, port), 5) as client:
            conn, peer = listener.accept()
            with conn:
                print("called at:   ", conn.getsockname()[0],
                      "by", peer[0])
