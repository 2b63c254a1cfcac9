"""Watch the kernel look for a neighbour over IPv4 and over IPv6.

Linux only, as root: a TAP device joins the kernel to this program.
"""

import fcntl
import os
import select
import socket
import struct
import subprocess

TUNSETIFF, IFF_TAP, IFF_NO_PI = 0x400454CA, 0x0002, 0x1000
ARP, IPV6 = b"\x08\x06", b"\x86\xdd"
ICMPV6, SOLICITATION = 58, 135
WANTED = "192.0.2.2", "2001:db8::2"


def next_search(wire):
    """The next frame that asks for a neighbour of ours."""
    while select.select([wire], [], [], 5)[0]:
        frame = os.read(wire, 2048)
        if frame[12:14] == ARP:
            return frame
        if frame[12:14] == IPV6 and frame[20] == ICMPV6:
            target = socket.inet_ntop(socket.AF_INET6, frame[62:78])
            if frame[54] == SOLICITATION and target == WANTED[1]:
                return frame
    raise TimeoutError("the kernel did not ask")


wire = os.open("/dev/net/tun", os.O_RDWR)
request = struct.pack("16sH22x", b"wire0", IFF_TAP | IFF_NO_PI)
fcntl.ioctl(wire, TUNSETIFF, request)
for command in ("link set wire0 up", "addr add 192.0.2.1/24 dev wire0",
                "addr add 2001:db8::1/64 dev wire0 nodad"):
    subprocess.run(["ip", *command.split()], check=True)

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
    sock.sendto(b"hello", (WANTED[0], 25330))
frame = next_search(wire)
print(f"{WANTED[0]}: a frame to {frame[:6].hex(':')}")
print("  EtherType", frame[12:14].hex(), "(ARP), operation", frame[21])

with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as sock:
    sock.sendto(b"hello", (WANTED[1], 25330))
frame = next_search(wire)
print(f"{WANTED[1]}: a frame to {frame[:6].hex(':')}")
print("  EtherType", frame[12:14].hex(), "(IPv6), to",
      socket.inet_ntop(socket.AF_INET6, frame[38:54]))
print("  next header", frame[20], "(ICMPv6), type", frame[54])
os.close(wire)
