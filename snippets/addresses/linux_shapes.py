"""Bind sockets to three kinds of address of Linux.

Linux only, as root: a packet socket is among them.
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

IPV4 = 0x0800  # the EtherType of IPv4

with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as sock:
    sock.bind("\0a-name")
    print("abstract Unix", sock.getsockname())

with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW) as sock:
    sock.bind((0, 0))
    number, groups = sock.getsockname()
    print("AF_NETLINK    a number:", number > 0, "groups:", groups)

with socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM) as sock:
    sock.bind(("lo", IPV4))
    interface, protocol, _, hardware, address = sock.getsockname()
    print(f"AF_PACKET     {interface}, EtherType {protocol:#06x},")
    print(f"              hardware {hardware},",
          f"address {address.hex(':')}")
