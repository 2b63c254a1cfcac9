"""Bind sockets to three kinds of address that Linux has.

Linux only, as root: a packet socket is among them.
"""

import socket

with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as sock:
    sock.bind("\0a-name")
    print("abstract Unix", sock.getsockname())

with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW) as sock:
    sock.bind((0, 0))
    number, groups = sock.getsockname()
    print("AF_NETLINK    a number:", number > 0, "groups:", groups)

with socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM) as sock:
    sock.bind(("lo", 0x0800))
    interface, protocol, _, hardware, address = sock.getsockname()
    print(f"AF_PACKET     {interface}, EtherType {protocol:#06x},")
    print(f"              hardware {hardware},",
          f"address {address.hex(':')}")
