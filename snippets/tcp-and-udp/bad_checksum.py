"""Linux only, as root: send one datagram with a damaged checksum."""

import socket
import struct

HOST = "127.0.0.1"


def checksum(data):
    """The Internet checksum of RFC 1071."""
    data += bytes(len(data) % 2)
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total > 0xFFFF:
        total = (total & 0xFFFF) + (total >> 16)
    # A result of 0 is sent as FFFF, since 0 means "no checksum".
    return total ^ 0xFFFF or 0xFFFF


def datagram(port, data, change=0):
    size = 8 + len(data)
    address = socket.inet_aton(HOST)
    pseudo = address + address + struct.pack("!HH", 17, size)
    fields = struct.pack("!HHH", 25120, port, size)
    right = checksum(pseudo + fields + bytes(2) + data)
    return fields + struct.pack("!H", right ^ change) + data


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
