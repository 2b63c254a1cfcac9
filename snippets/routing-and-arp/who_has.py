"""Watch the kernel look for a neighbour over IPv4 and over IPv6.

Linux only, as root: a TAP device joins the kernel to this program.
Needs IPv6.
"""

import ctypes
import fcntl
import select
import socket
import struct
import subprocess
import sys

# linux/if_tun.h: the request that makes a device, and its kind.
TUNSETIFF, IFF_TAP, IFF_NO_PI = 0x400454CA, 0x0002, 0x1000
# What the request takes: a name, the kind, and room for the rest.
IFREQ = struct.Struct("16sH22x")
ARP, IPV6 = b"\x08\x06", b"\x86\xdd"
ICMPV6, SOLICITATION = 58, 135
# Where these lie in a frame, behind the 14 bytes of Ethernet.
OPERATION, NEXT_HEADER, ICMP_TYPE = 21, 20, 54
TARGET = slice(62, 78)
WANTED = "192.0.2.2", "2001:db8::2"
IN_BYTES = socket.inet_pton(socket.AF_INET6, WANTED[1])


def next_search(wire):
    """The next frame that asks for a neighbour of ours."""
    while select.select([wire], [], [], 5)[0]:
        frame = wire.read(2048)
        if frame[12:14] == ARP:
            return frame
        if (frame[12:14], frame[NEXT_HEADER]) == (IPV6, ICMPV6) \
                and frame[ICMP_TYPE] == SOLICITATION \
                and frame[TARGET] == IN_BYTES:
            return frame
    raise TimeoutError("the kernel did not ask")


if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
try:
    socket.create_server(("::1", 0), family=socket.AF_INET6).close()
except OSError:
    sys.exit("needs IPv6: there is no ::1 here")

with open("/dev/net/tun", "r+b", buffering=0) as wire:
    fcntl.ioctl(wire, TUNSETIFF,
                IFREQ.pack(b"wire0", IFF_TAP | IFF_NO_PI))
    for command in ("link set wire0 up",
                    "addr add 192.0.2.1/24 dev wire0",
                    "addr add 2001:db8::1/64 dev wire0 nodad"):
        subprocess.run(["ip", *command.split()], check=True)

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.sendto(b"hello", (WANTED[0], 25330))
    frame = next_search(wire)
    print(f"{WANTED[0]}: a frame to {frame[:6].hex(':')}")
    print("  EtherType", frame[12:14].hex(), "(ARP), operation",
          frame[OPERATION])

    with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as sock:
        sock.sendto(b"hello", (WANTED[1], 25330))
    frame = next_search(wire)
    print(f"{WANTED[1]}: a frame to {frame[:6].hex(':')}")
    print("  EtherType", frame[12:14].hex(), "(IPv6), to",
          socket.inet_ntop(socket.AF_INET6, frame[38:54]))
    print("  next header", frame[NEXT_HEADER], "(ICMPv6), type",
          frame[ICMP_TYPE])
