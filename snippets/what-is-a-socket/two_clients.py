"""Two clients connect to each other.

Linux only, as root: it is the wire of a TUN device of its own. It
sends every packet back with the two addresses exchanged, so that
192.0.2.2 is this machine once more.
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


def set_up(wire):
    """Make a network card whose cable ends in this program."""
    # The name in 16 bytes, the flags in 2, and 22 that are not used.
    request = struct.pack("16sH22x", b"wire", IFF_TUN | IFF_NO_PI)
    fcntl.ioctl(wire, TUNSETIFF, request)
    for command in ("addr add 192.0.2.1/24 dev wire",
                    "link set wire up"):
        subprocess.run(["ip", *command.split()], check=True)


def next_packet():
    """The next IPv4 packet that leaves the card, on its way back."""
    while select.select([wire], [], [], 10)[0]:
        packet = wire.read(65535)
        if packet[0] >> 4 == 4:
            source, destination = packet[12:16], packet[16:20]
            return packet[:12] + destination + source + packet[20:]
    sys.exit("nothing came for ten seconds")


with (
    open("/dev/net/tun", "r+b", buffering=0) as wire,
    socket.socket() as a,
    socket.socket() as b,
):
    set_up(wire)
    for sock in a, b:
        sock.bind(("192.0.2.1", 0))
        sock.setblocking(False)
    a.connect_ex(("192.0.2.2", b.getsockname()[1]))
    b.connect_ex(("192.0.2.2", a.getsockname()[1]))

    # The SYNs cross: both are on the wire before one is delivered.
    crossing = [next_packet(), next_packet()]
    for packet in crossing:
        wire.write(packet)
    # Deliver what follows, until both sockets are connected.
    while len(select.select([], [a, b], [], 0)[1]) < 2:
        wire.write(next_packet())
    print("a's peer has b's port:",
          a.getpeername()[1] == b.getsockname()[1])
    print("b's peer has a's port:",
          b.getpeername()[1] == a.getsockname()[1])

    a.settimeout(10)
    b.settimeout(10)
    a.sendall(b"!")
    while not select.select([b], [], [], 0)[0]:
        wire.write(next_packet())
    print("b received", b.recv(1))
