"""Hand the kernel UDP datagrams built by hand, one of them damaged.

Linux only, as root: it opens a raw socket.
"""

import ctypes
import socket
import struct
import subprocess
import sys

if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)

HOME = socket.inet_aton("127.0.0.1")


def checksum(data):
    data += b"\0" * (len(data) % 2)
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def build(message, port):
    """Return a packet from 127.0.0.1 to 127.0.0.1."""
    length = 8 + len(message)
    pseudo = HOME + HOME + struct.pack("!BBH", 0, 17, length)
    draft = struct.pack("!HHHH", 50000, port, length, 0) + message
    total = checksum(pseudo + draft) or 0xFFFF
    datagram = draft[:6] + struct.pack("!H", total) + message
    # The IPv4 checksum stays 0: the kernel fills it in, raw(7).
    return struct.pack("!BBHHHBBH4s4s", 0x45, 0, 20 + length,
                       0, 0, 64, 17, 0, HOME, HOME) + datagram


def errors():
    """What the kernel has counted: damaged UDP datagrams."""
    with open("/proc/net/snmp") as file:
        names, values = [line.split() for line in file
                         if line.startswith("Udp:")]
    return int(values[names.index("InCsumErrors")])


with (
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp,
    # IPPROTO_RAW: what we send begins with our own IP header.
    socket.socket(socket.AF_INET, socket.SOCK_RAW, 255) as raw,
):
    udp.settimeout(5)
    udp.bind(("127.0.0.1", 0))
    port = udp.getsockname()[1]
    before = errors()

    good = build(b"built by hand", port)
    damaged = good.replace(b"hand", b"hanD")
    for packet in (damaged, good):
        raw.sendto(packet, ("127.0.0.1", 0))
    print("sent:     2 packets, the first damaged")

    data, (host, from_port) = udp.recvfrom(2048)
    print(f"received: {data} from {host}, port {from_port}")
    udp.setblocking(False)
    try:
        print("received:", udp.recv(2048))
    except BlockingIOError:
        print("received: nothing more")
    print("wrong checksums, counted by the kernel:", errors() - before)
