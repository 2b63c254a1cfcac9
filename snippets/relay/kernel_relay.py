"""Let the kernel relay packets whose contents it does not read.

Linux only, as root: it makes two TUN devices, point-to-point links
that end in this program.
"""

import ctypes
import fcntl
import select
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

# linux/if_tun.h: the request that turns an open file into a device,
# and two flags: a device of layer 3, and bare packets, please.
TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000
SOURCE = socket.inet_aton("192.0.2.2")
TARGET = socket.inet_aton("192.0.2.130")


def attach(wire, name, network):
    """Make a link with a network of 128 addresses behind it."""
    # What ioctl wants: 40 bytes, 16 for the name, 2 for flags.
    request = struct.pack("16sH22x", name.encode(), IFF_TUN | IFF_NO_PI)
    fcntl.ioctl(wire, TUNSETIFF, request)
    for command in (
        f"ip link set {name} up",
        f"ip address add {network} dev {name}",
    ):
        subprocess.run(command.split(), check=True)
    # Ask the kernel to pass on what comes in from this link.
    with open(f"/proc/sys/net/ipv4/conf/{name}/forwarding", "w") as f:
        f.write("1")


def packet(protocol, payload, hops=64):
    """An IPv4 packet from one network to the other."""
    fields = [0x45, 0, 20 + len(payload), 1, 0, hops, protocol, 0,
              SOURCE, TARGET]
    header = struct.pack("!BBHHHBBH4s4s", *fields)
    # The Internet checksum: add up 16-bit words modulo 65535, invert.
    total = sum(struct.unpack("!10H", header)) % 65535
    fields[7] = 65535 - total
    return struct.pack("!BBHHHBBH4s4s", *fields) + payload


def read_packet(wire, target):
    """The next packet for a target; the kernel sends others too."""
    while select.select([wire], [], [], 5)[0]:
        if (unit := wire.read(2048))[16:20] == target:
            return unit
    raise TimeoutError("no packet within 5 seconds")


with (
    open("/dev/net/tun", "r+b", buffering=0) as left,
    open("/dev/net/tun", "r+b", buffering=0) as right,
):
    attach(left, "tun8", "192.0.2.1/25")
    attach(right, "tun9", "192.0.2.129/25")
    for name, protocol, payload in (
        ("UDP, port 7", 17, struct.pack("!HHHH", 50000, 7, 8, 0)),
        ("UDP, cut short", 17, b"\xff"),
        # RFC 3692 keeps 253 for experiments: it has no ports at all.
        ("protocol 253", 253, b"there is no port in here"),
    ):
        sent = packet(protocol, payload)
        left.write(sent)
        received = read_packet(right, TARGET)
        print(f"{name:14} relayed, hops {sent[8]} to {received[8]}, "
              f"contents unchanged: {received[20:] == payload}")
