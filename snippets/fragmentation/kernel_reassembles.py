"""Hand the kernel fragments made by hand and see what it delivers.

Linux only, as root: it opens a raw socket and reads /proc.
"""

import ctypes
import socket
import struct
import subprocess
import sys

LOCAL = socket.inet_aton("127.0.0.1")
MORE = 0x2000


def fragments(port, data, identification):
    """A UDP datagram, cut into IPv4 packets with 1000 bytes each."""
    # A UDP checksum of 0 means: not computed.
    message = struct.pack("!HHHH", port, port, 8 + len(data), 0) + data
    packets = []
    for start in range(0, len(message), 1000):
        piece = message[start:start + 1000]
        more = MORE if start + 1000 < len(message) else 0
        # Version and header length, type of service, length; flags
        # with the offset; time to live, protocol, checksum; addresses.
        # The kernel fills in the length and the checksum.
        header = struct.pack(
            "!BBHHHBBH4s4s", 0x45, 0, 0, identification,
            more | start // 8, 64, socket.IPPROTO_UDP, 0, LOCAL, LOCAL)
        packets.append(header + piece)
    return packets


def counters():
    """The kernel's own count of fragments and reassembled datagrams."""
    with open("/proc/self/net/snmp") as file:
        rows = [row.split() for row in file if row.startswith("Ip:")]
    names, values = rows
    value = dict(zip(names, values))
    return int(value["ReasmReqds"]), int(value["ReasmOKs"])


if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)

with socket.socket(socket.AF_INET, socket.SOCK_RAW,
                   socket.IPPROTO_RAW) as raw, \
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as receiver:
    receiver.bind(("127.0.0.1", 0))
    receiver.settimeout(5)
    port = receiver.getsockname()[1]
    before = counters()

    whole = fragments(port, b"a" * 2500, identification=1)
    for packet in reversed(whole):
        raw.sendto(packet, ("127.0.0.1", 0))
    print("last first:", len(receiver.recv(9000)), "bytes")

    holed = fragments(port, b"b" * 2500, identification=2)
    for packet in holed[0], holed[2]:
        raw.sendto(packet, ("127.0.0.1", 0))
    # Nothing of b arrives; the next thing to arrive is c.
    raw.sendto(*fragments(port, b"c", 3), ("127.0.0.1", 0))
    print("one lost:  ", receiver.recv(9000), "is the next to arrive")

    seen, made = [b - a for a, b in zip(before, counters())]
    print("fragments received:", seen, "- datagrams reassembled:", made)
