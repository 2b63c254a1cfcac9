"""Send datagrams over a wire that loses, doubles and delays them.

Linux only, as root: the wire is a TUN device, and its far end is this
program.
"""

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
HERE, THERE = "192.0.2.1", "192.0.2.2"


def read_udp(wire):
    """The next IPv4 packet that carries UDP; IPv6 greets a new wire."""
    while select.select([wire], [], [], 5)[0]:
        packet = wire.read(2048)
        if packet[0] >> 4 == 4 and packet[9] == socket.IPPROTO_UDP:
            return packet
    raise TimeoutError("the kernel sent nothing")


def returned(packet):
    """Swap the addresses; the sums in the checksums stay the same."""
    return packet[:12] + packet[16:20] + packet[12:16] + packet[20:]


if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)

with open("/dev/net/tun", "r+b", buffering=0) as wire, \
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as receiver, \
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
    fcntl.ioctl(wire, TUNSETIFF,
                IFREQ.pack(b"wire0", IFF_TUN | IFF_NO_PI))
    for command in f"addr add {HERE}/24 dev wire0", "link set wire0 up":
        subprocess.run(["ip", *command.split()], check=True)
    receiver.bind((HERE, 0))
    receiver.settimeout(5)
    port = receiver.getsockname()[1]

    accepted = 0
    for number in range(1, 7):
        accepted += sender.sendto(b"%d" % number, (THERE, port)) == 1
    print("datagrams that sendto accepted:", accepted)

    packets = {n: returned(read_udp(wire)) for n in range(1, 7)}
    # 2 is lost, 3 is doubled, 1 comes late.
    arrived = []
    for number in 3, 3, 4, 5, 6, 1:
        wire.write(packets[number])
        arrived.append(receiver.recv(100).decode())
    print("datagrams that arrived        :", *arrived)
    print("never arrived                 :",
          *sorted(set("123456") - set(arrived)))
