"""Bind :: and 0.0.0.0 to one port, with and without IPV6_V6ONLY.

Linux only, as root: it makes a network, for these addresses mean
every address of the machine.
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

for only in 0, 1:
    with socket.socket(socket.AF_INET6) as six, socket.socket() as four:
        six.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, only)
        six.bind(("::", 0))
        six.listen()
        print("IPV6_V6ONLY", only)
        try:
            four.bind(("0.0.0.0", six.getsockname()[1]))
            print("   0.0.0.0 on the same port: bound")
        except OSError as error:
            print(f"   0.0.0.0 on the same port: {error}")
