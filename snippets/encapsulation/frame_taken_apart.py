"""Capture a TCP segment on loopback and name every byte of it.

Linux only, as root: it opens a packet socket.
"""

import socket
import struct

# linux/if_packet.h and linux/if_ether.h
SOL_PACKET, PACKET_IGNORE_OUTGOING, ETH_P_IP = 263, 23, 0x0800


def add_up(data):
    """Add 16-bit words modulo 65535: 0 if a checksum is right."""
    data += b"\0" * (len(data) % 2)
    return sum(struct.unpack(f"!{len(data) // 2}H", data)) % 0xFFFF


with (
    socket.socket(socket.AF_PACKET, socket.SOCK_RAW) as wire,
    socket.create_server(("127.0.0.1", 0)) as listener,
    socket.create_connection(listener.getsockname(), 5) as client,
):
    wire.setsockopt(SOL_PACKET, PACKET_IGNORE_OUTGOING, 1)
    wire.settimeout(5)
    wire.bind(("lo", ETH_P_IP))
    client.sendall(b"hello")
    while not (frame := wire.recv(2048)).endswith(b"hello"):
        pass
    ports = client.getsockname()[1], client.getpeername()[1]
    ports = struct.pack("!HH", *ports)

ip, tcp = frame[14:34], frame[34:]
header = (tcp[12] >> 4) * 4
pseudo = ip[12:20] + struct.pack("!BBH", 0, 6, len(tcp))


def show(first, last, field, value):
    print(f"{first:2}-{last:2}  {field:23} {value}")


def number(first, last):
    return int.from_bytes(frame[first : last + 1], "big")


show(0, 5, "Ethernet destination", frame[0:6].hex(":"))
show(6, 11, "Ethernet source", frame[6:12].hex(":"))
show(12, 13, "Ethernet type", f"{number(12, 13):04x}, IPv4")
show(14, 14, "IPv4 version, length", f"{ip[0]:x}, 5 words")
show(15, 15, "IPv4 service, ECN", ip[1])
show(16, 17, "IPv4 total length", number(16, 17))
show(18, 19, "IPv4 identification", "differs from run to run")
show(20, 21, "IPv4 flags, offset", f"{number(20, 21):016b}")
show(22, 22, "IPv4 time to live", ip[8])
show(23, 23, "IPv4 protocol", f"{ip[9]}, TCP")
show(24, 25, "IPv4 header checksum", f"right: {add_up(ip) == 0}")
show(26, 29, "IPv4 source", socket.inet_ntoa(ip[12:16]))
show(30, 33, "IPv4 destination", socket.inet_ntoa(ip[16:20]))
show(34, 37, "TCP ports", f"of our two sockets: {tcp[:4] == ports}")
show(38, 45, "TCP sequence, ack", "differ from run to run")
show(46, 46, "TCP header length", f"{header // 4} words")
show(47, 47, "TCP flags", f"{tcp[13]:08b}, ACK and PSH")
show(48, 49, "TCP window", "tuned by the kernel")
part = number(50, 51) == add_up(pseudo)
show(50, 51, "TCP checksum", f"of the pseudo-header only: {part}")
show(52, 53, "TCP urgent pointer", number(52, 53))
show(54, 33 + header, "TCP options", "time stamps")
show(34 + header, len(frame) - 1, "data", tcp[header:])
