"""Send a large datagram over IPv6 and find the extra header.

Linux only, as root: it opens a packet socket and sets an MTU. Needs
IPv6.
"""

import ctypes
import socket
import struct
import subprocess
import sys

ETH_P_IPV6 = 0x86DD
ETHERNET_HEADER, IPV6_HEADER = 14, 40
# What the header in front says of the next one.
FRAGMENT, UDP = 44, 17
# 16 bits of the extra header: the offset, and whether more follows.
OFFSET, MORE = 0xFFF8, 0x0001

if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
try:
    socket.create_server(("::1", 0), family=socket.AF_INET6).close()
except OSError:
    sys.exit("needs IPv6: there is no ::1 here")
subprocess.run("ip link set lo mtu 1500".split(), check=True)

with socket.socket(socket.AF_PACKET, socket.SOCK_RAW) as tap, \
        socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as receiver, \
        socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as sender:
    tap.bind(("lo", ETH_P_IPV6))
    receiver.bind(("::1", 0))
    for sock in tap, receiver:
        sock.settimeout(5)

    for size in 1000, 4000:
        sender.sendto(bytes(size), receiver.getsockname())
        print("received", len(receiver.recv(9000)), "bytes")
        more = True
        while more:
            packet = tap.recv(2048)[ETHERNET_HEADER:]
            next_header = packet[6]
            more = False
            if next_header == UDP:
                print("  40 bytes of IPv6 header, then UDP at once")
            elif next_header == FRAGMENT:
                # Eight bytes that only a fragment has.
                then, _, word = struct.unpack_from(
                    "!BBH", packet, IPV6_HEADER)
                more = bool(word & MORE)
                print(f"  fragment header: offset {word & OFFSET:4},"
                      f" more: {more!s:5} then protocol {then}")
