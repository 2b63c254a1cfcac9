"""Send in the same way over three links, and see what they carry.

Linux only, as root: it makes a TUN and a TAP device and opens a packet
socket.
"""

import ctypes
import fcntl
import select
import socket
import struct
import subprocess
import sys

# linux/if_tun.h: the request that makes a device, and its kind.
TUNSETIFF, IFF_TUN, IFF_TAP, IFF_NO_PI = 0x400454CA, 1, 2, 0x1000
# What the request takes: a name, the kind, and room for the rest.
IFREQ = struct.Struct("16sH22x")
ETH_P_IP = 0x0800
# Headers of IP and UDP, and "hello".
PACKET = 20 + 8 + 5


def attach(wire, name, kind, network):
    fcntl.ioctl(wire, TUNSETIFF,
                IFREQ.pack(name.encode(), kind | IFF_NO_PI))
    for command in (
        f"ip link set {name} up",
        f"ip address add {network} dev {name}",
    ):
        subprocess.run(command.split(), check=True)


def first(read, wire, wanted):
    """The first unit of the wanted kind; links carry others too."""
    while select.select([wire], [], [], 5)[0]:
        unit = read(2048)
        if wanted(unit):
            return unit
    raise TimeoutError("nothing within 5 seconds")


def send(address):
    """The program: the same for every link."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.sendto(b"hello", (address, 7))


if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)

with (
    socket.socket(socket.AF_PACKET, socket.SOCK_RAW) as lo,
    open("/dev/net/tun", "r+b", buffering=0) as tun,
    open("/dev/net/tun", "r+b", buffering=0) as tap,
):
    lo.bind(("lo", ETH_P_IP))
    attach(tun, "tun9", IFF_TUN, "192.0.2.1/25")
    attach(tap, "tap9", IFF_TAP, "192.0.2.129/25")

    for address in "127.0.0.1", "192.0.2.2", "192.0.2.130":
        send(address)
    one = first(lo.recv, lo, lambda unit: unit.endswith(b"hello"))
    two = first(tun.read, tun, lambda unit: unit.endswith(b"hello"))
    # The type of a frame: 0800 stands for IPv4, 0806 for ARP.
    three = first(tap.read, tap, lambda unit: unit[12] == 0x08)
    print("loopback: type", one[12:14].hex() + ",",
          len(one) - PACKET, "bytes in front of our packet")
    print("TUN:      no type,",
          len(two) - PACKET, "bytes in front of our packet")
    print("TAP:      type", three[12:14].hex() + ",",
          "first a question: who has",
          # The last field of ARP: the address that is looked for.
          socket.inet_ntoa(three[38:42]) + "?")
