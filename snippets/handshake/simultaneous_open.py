"""Two clients connect to each other, and nobody listens.

Linux only, as root: it is the wire of a TUN device of its own.
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

# linux/if_tun.h: name a device; it carries bare IP packets.
TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000
# The IP header has 20 bytes. Behind it, TCP's begins with the source
# port, and its 14th byte holds the flags.
SOURCE_PORT, FLAGS = slice(20, 22), 20 + 13
SYN, SYN_ACK, ACK, PSH_ACK = 0x02, 0x12, 0x10, 0x18


def set_up(wire):
    """Make a network card whose cable ends in this program."""
    # The name in 16 bytes, the flags in 2, and 22 that are not used.
    request = struct.pack("16sH22x", b"wire", IFF_TUN | IFF_NO_PI)
    fcntl.ioctl(wire, TUNSETIFF, request)
    for command in ("addr add 192.0.2.1/24 dev wire",
                    "link set wire up"):
        subprocess.run(["ip", *command.split()], check=True)


def next_segment(*flags):
    """The next segment with one of these flags that leaves the card,
    its addresses exchanged: what goes out to .2 comes back from .2."""
    while select.select([wire], [], [], 10)[0]:
        packet = wire.read(65535)
        if packet[0] >> 4 == 4 and packet[FLAGS] in flags:  # IPv4
            source, destination = packet[12:16], packet[16:20]
            return packet[:12] + destination + source + packet[20:]
    sys.exit("nothing came for ten seconds")


with (
    open("/dev/net/tun", "r+b", buffering=0) as wire,
    socket.socket() as one,
    socket.socket() as two,
):
    set_up(wire)
    one.bind(("192.0.2.1", 0))
    two.bind(("192.0.2.1", 0))
    one.setblocking(False)
    two.setblocking(False)
    one.connect_ex(("192.0.2.2", two.getsockname()[1]))
    two.connect_ex(("192.0.2.2", one.getsockname()[1]))

    # A segment of each is on the wire before either is delivered.
    for name, flags in {"SYN": SYN, "SYN+ACK": SYN_ACK}.items():
        crossing = {}
        while len(crossing) < 2:
            segment = next_segment(flags)
            crossing[segment[SOURCE_PORT]] = segment
        for segment in crossing.values():
            wire.write(segment)
            print("on the wire:", name)

    _, connected, _ = select.select([], [one, two], [], 0)
    print("clients connected:", len(connected))
    one.settimeout(10)
    two.settimeout(10)
    one.sendall(b"!")
    # Linux also acknowledges the second SYN that each side has seen.
    while not select.select([two], [], [], 0)[0]:
        wire.write(next_segment(ACK, PSH_ACK))
    print("two received", two.recv(1))
