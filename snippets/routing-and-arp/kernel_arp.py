"""Answer the kernel's ARP request, then send one to the kernel.

Linux only, as root: a TAP device joins the kernel to this program.
"""

import fcntl
import os
import select
import socket
import struct
import subprocess

TUNSETIFF, IFF_TAP, IFF_NO_PI = 0x400454CA, 0x0002, 0x1000
ARP = struct.Struct("!HHBBH6s4s6s4s")
REQUEST, REPLY, BROADCAST = 1, 2, b"\xff" * 6
KERNEL, PROGRAM = "192.0.2.1", "192.0.2.2"
KERNEL_MAC = bytes.fromhex("020000000001")
PROGRAM_MAC = bytes.fromhex("020000000002")


def arp(operation, to_mac, to_ip):
    """A frame with an ARP message from this program."""
    sender = PROGRAM_MAC, socket.inet_aton(PROGRAM)
    message = ARP.pack(1, 0x0800, 6, 4, operation, *sender,
                       to_mac or bytes(6), socket.inet_aton(to_ip))
    return (to_mac or BROADCAST) + PROGRAM_MAC + b"\x08\x06" + message


def next_frame(wire, ethertype):
    """The next frame of one type; a new device sends others too."""
    while select.select([wire], [], [], 5)[0]:
        frame = os.read(wire, 2048)
        if frame[12:14] == ethertype:
            return frame
    raise TimeoutError("no such frame")


def sender_of(frame):
    *_, mac, ip, _, _ = ARP.unpack_from(frame, 14)
    return f"{socket.inet_ntoa(ip)} is at {mac.hex(':')}"


wire = os.open("/dev/net/tun", os.O_RDWR)
request = struct.pack("16sH22x", b"wire0", IFF_TAP | IFF_NO_PI)
fcntl.ioctl(wire, TUNSETIFF, request)
for command in (f"link set wire0 address {KERNEL_MAC.hex(':')} up",
                f"addr add {KERNEL}/24 dev wire0"):
    subprocess.run(["ip", *command.split()], check=True)

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
    sock.sendto(b"hello", (PROGRAM, 25330))
asked = next_frame(wire, b"\x08\x06")
print("the kernel asks:", asked[:6].hex(":"), "who has",
      socket.inet_ntoa(asked[38:42]))
# An IPv4 packet would start with 45; this starts with Ethernet's 1.
print("after the EtherType 0806 comes", asked[14:16].hex())
os.write(wire, arp(REPLY, KERNEL_MAC, KERNEL))
packet = next_frame(wire, b"\x08\x00")
print("it was told; its packet goes to", packet[:6].hex(":"))

os.write(wire, arp(REQUEST, None, KERNEL))
print("the kernel replies:", sender_of(next_frame(wire, b"\x08\x06")))
os.close(wire)
