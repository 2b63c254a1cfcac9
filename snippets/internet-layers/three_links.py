"""Send in the same way over three links, and see what they carry.

Linux only, as root: it makes a TUN and a TAP device and opens a packet
socket.
"""

import fcntl
import select
import socket
import struct
import subprocess

# linux/if_tun.h, linux/if_packet.h, linux/if_ether.h
TUNSETIFF, IFF_TUN, IFF_TAP, IFF_NO_PI = 0x400454CA, 1, 2, 0x1000
SOL_PACKET, PACKET_IGNORE_OUTGOING, ETH_P_IP = 263, 23, 0x0800


def attach(wire, name, kind, network):
    request = struct.pack("16sH22x", name.encode(), kind | IFF_NO_PI)
    fcntl.ioctl(wire, TUNSETIFF, request)
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


with (
    socket.socket(socket.AF_PACKET, socket.SOCK_RAW) as lo,
    open("/dev/net/tun", "r+b", buffering=0) as tun,
    open("/dev/net/tun", "r+b", buffering=0) as tap,
):
    lo.setsockopt(SOL_PACKET, PACKET_IGNORE_OUTGOING, 1)
    lo.bind(("lo", ETH_P_IP))
    attach(tun, "tun9", IFF_TUN, "192.0.2.1/25")
    attach(tap, "tap9", IFF_TAP, "192.0.2.129/25")

    for address in "127.0.0.1", "192.0.2.2", "192.0.2.130":
        send(address)
    one = first(lo.recv, lo, lambda unit: unit.endswith(b"hello"))
    two = first(tun.read, tun, lambda unit: unit.endswith(b"hello"))
    three = first(tap.read, tap, lambda unit: unit[12] == 8)
    # The type of a frame: 0800 stands for IPv4, 0806 for ARP.
    print("loopback: type", one[12:14].hex() + ",",
          len(one) - 33, "bytes in front of our packet")
    print("TUN:      no type,",
          len(two) - 33, "bytes in front of our packet")
    print("TAP:      type", three[12:14].hex() + ",",
          "first a question: who has",
          socket.inet_ntoa(three[38:42]) + "?")
