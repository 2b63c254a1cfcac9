"""Linux only, as root: send one datagram with a damaged checksum."""

import ctypes
import socket
import struct
import subprocess
import sys

HOST = "127.0.0.1"

if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)


def checksum(data):
    """The Internet checksum of RFC 1071."""
    data += bytes(len(data) % 2)
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total > 0xFFFF:
        total = (total & 0xFFFF) + (total >> 16)
    # A result of 0 is sent as FFFF, since 0 means "no checksum".
    return total ^ 0xFFFF or 0xFFFF


def datagram(port, data, change=0):
    """A UDP header, with bits of its checksum changed, and data."""
    size = 8 + len(data)
    # The sum takes in what the IP header says: both addresses and
    # the protocol. So most datagrams gone astray are noticed, too.
    address = socket.inet_aton(HOST)
    protocol = struct.pack("!HH", socket.IPPROTO_UDP, size)
    fields = struct.pack("!HHH", 25120, port, size)
    right = checksum(
        address + address + protocol + fields + bytes(2) + data
    )
    # A damaged one must not be 0 either.
    return fields + struct.pack("!H", right ^ change or 1) + data


def damaged():
    """Datagrams that the kernel found damaged and dropped."""
    with open("/proc/net/snmp") as file:
        names, values = (
            line.split() for line in file if line.startswith("Udp:")
        )
    return int(values[names.index("InCsumErrors")])


udp = (socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_UDP)
with (
    socket.socket(type=socket.SOCK_DGRAM) as receiver,
    socket.socket(*udp) as raw,
):
    receiver.bind((HOST, 0))
    receiver.settimeout(5)
    port, before = receiver.getsockname()[1], damaged()
    # The kernel adds the IP header; the UDP header is ours.
    raw.sendto(datagram(port, b"one"), (HOST, 0))
    raw.sendto(datagram(port, b"two", change=0x0100), (HOST, 0))
    raw.sendto(datagram(port, b"three"), (HOST, 0))
    print("received", receiver.recv(1024))
    print("received", receiver.recv(1024))
    print("dropped for its checksum:", damaged() - before)
