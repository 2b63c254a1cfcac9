"""Let the kernel route between three networks, and watch it do so.

Linux only, as root: it makes TUN devices and switches forwarding on.
"""

import contextlib
import ctypes
import fcntl
import select
import socket
import struct
import subprocess
import sys

# linux/if_tun.h: the request that makes a device, and its kind.
TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000
# What the request takes: a name, the kind, and room for the rest.
IFREQ = struct.Struct("16sH22x")
# An IPv4 header (RFC 791), and where three of the fields lie.
HEADER = struct.Struct("!BBHHHBBH4s4s")
TTL, PROTOCOL, ICMP_TYPE = 8, 9, 20
NETWORKS = {"left": "192.0.2.0/25", "right": "192.0.2.128/25",
            "small": "192.0.2.192/26"}


def checksum(data):
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def packet_to(destination, ttl):
    """An IPv4 packet from the left; 253 is for experiments."""
    def header(check):
        return HEADER.pack(
            0x45, 0, 25, 1, 0, ttl, 253, check, *map(
                socket.inet_aton, ("192.0.2.2", destination)))
    return header(checksum(header(0))) + b"hello"


def next_packet(wires):
    """The next IPv4 packet, and the wire it comes out on."""
    while ready := select.select(list(wires), [], [], 5)[0]:
        if (packet := ready[0].read(2048))[0] >> 4 == 4:
            return wires[ready[0]], packet
    raise TimeoutError("the kernel sent nothing")


def ip(command):
    subprocess.run(["ip", *command.split()], check=True)


if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)

with contextlib.ExitStack() as stack:
    wires = {}
    for name, network in NETWORKS.items():
        wire = open("/dev/net/tun", "r+b", buffering=0)
        wires[stack.enter_context(wire)] = name
        fcntl.ioctl(wire, TUNSETIFF, IFREQ.pack(
            name.encode(), IFF_TUN | IFF_NO_PI))
        ip(f"link set {name} up")
        ip(f"route add {network} dev {name}")
    ip("addr add 192.0.2.1/32 dev left")
    with open("/proc/sys/net/ipv4/ip_forward", "w") as setting:
        setting.write("1")

    left, *_ = wires
    for destination, ttl in (("192.0.2.130", 9), ("192.0.2.200", 9),
                             ("192.0.2.130", 1), ("203.0.113.1", 9)):
        left.write(packet_to(destination, ttl))
        name, packet = next_packet(wires)
        told = f"ttl {packet[TTL]}"
        if packet[PROTOCOL] == socket.IPPROTO_ICMP:
            told = f"ICMP type {packet[ICMP_TYPE]}"
        print(f"to {destination} with ttl {ttl}: out on {name}, {told}")
