"""Capture a TCP segment on loopback and name every byte of it.

Linux only, as root: it opens a packet socket.
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

ETH_P_IP = 0x0800  # frames with IPv4 inside, linux/if_ether.h
TYPES = {0x0800: "IPv4", 0x86DD: "IPv6"}
PROTOCOLS = {1: "ICMP", 6: "TCP", 17: "UDP"}
FLAGS = "CWR ECE URG ACK PSH RST SYN FIN".split()


def add_up(data):
    """Add 16-bit words as RFC 1071 does: modulo 65535.

    A checksum is such a sum, inverted; added up with it, all is 0.
    """
    data += b"\0" * (len(data) % 2)
    return sum(struct.unpack(f"!{len(data) // 2}H", data)) % 65535


with (
    socket.socket(socket.AF_PACKET, socket.SOCK_RAW) as wire,
    socket.create_server(("127.0.0.1", 0)) as listener,
    socket.create_connection(listener.getsockname(), 5) as client,
):
    wire.settimeout(5)
    wire.bind(("lo", ETH_P_IP))
    client.sendall(b"hello")
    while not (frame := wire.recv(2048)).endswith(b"hello"):
        pass
    ports = client.getsockname()[1], client.getpeername()[1]
    ports = struct.pack("!HH", *ports)

# !: high byte first; B, H: numbers of 1 and 2 bytes; 4s: 4 bytes.
ip, tcp = frame[14:34], frame[34:]
target, source, kind = struct.unpack("!6s6sH", frame[:14])
(first, service, total, _, fragment, hops, protocol, _,
 sender, receiver) = struct.unpack("!BBHHHBBH4s4s", ip)
(both_ports, _, words, flags, _, check, urgent) = struct.unpack(
    "!4s8sBBHHH", tcp[:20])
header = (words >> 4) * 4
options, data = tcp[20:header], tcp[header:]
names = [name for name, bit in zip(FLAGS, f"{flags:08b}") if bit == "1"]
pseudo = sender + receiver + struct.pack("!BBH", 0, 6, len(tcp))

at = 0
for size, field, value in (
    (6, "Ethernet destination", target.hex(":")),
    (6, "Ethernet source", source.hex(":")),
    (2, "Ethernet type", f"{kind:04x}, {TYPES[kind]}"),
    (1, "IPv4 version, length", f"{first:x}, {first & 15} words"),
    (1, "IPv4 service, ECN", service),
    (2, "IPv4 total length", total),
    (2, "IPv4 identification", "..."),
    (2, "IPv4 flags, offset", f"{fragment:016b}"),
    (1, "IPv4 time to live", hops),
    (1, "IPv4 protocol", f"{protocol}, {PROTOCOLS[protocol]}"),
    (2, "IPv4 header checksum", f"right: {add_up(ip) == 0}"),
    (4, "IPv4 source", socket.inet_ntoa(sender)),
    (4, "IPv4 destination", socket.inet_ntoa(receiver)),
    (4, "TCP ports", f"of our two sockets: {both_ports == ports}"),
    (8, "TCP sequence, ack", "..."),
    (1, "TCP header length", f"{words >> 4} words"),
    (1, "TCP flags", f"{flags:08b}, {' and '.join(names)}"),
    (2, "TCP window", "..."),
    (2, "TCP checksum",
     f"of the pseudo-header only: {check == add_up(pseudo)}"),
    (2, "TCP urgent pointer", urgent),
    (len(options), "TCP options", f"{options[:4].hex(' ')}, ..."),
    (len(data), "data", data),
):
    print(f"{at:2}-{at + size - 1:2}  {field:23} {value}")
    at += size
print("bytes without a name:", len(frame) - at)
