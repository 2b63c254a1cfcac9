"""Answer the kernel's ARP request, then send one to the kernel.

Linux only, as root: a TAP device joins the kernel to this program.
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
# Kinds and lengths of addresses, operation, sender, target (RFC 826).
ARP = struct.Struct("!HHBBH6s4s6s4s")
ARP_TYPE, IPV4_TYPE = b"\x08\x06", b"\x08\x00"
REQUEST, REPLY, BROADCAST = 1, 2, b"\xff" * 6
KERNEL, PROGRAM = "192.0.2.1", "192.0.2.2"
KERNEL_MAC = bytes.fromhex("020000000001")
PROGRAM_MAC = bytes.fromhex("020000000002")


def arp(operation, to_mac, to_ip):
    """A frame with an ARP message from this program."""
    sender = PROGRAM_MAC, socket.inet_aton(PROGRAM)
    message = ARP.pack(1, 0x0800, 6, 4, operation, *sender,
                       to_mac or bytes(6), socket.inet_aton(to_ip))
    return (to_mac or BROADCAST) + PROGRAM_MAC + ARP_TYPE + message


def next_frame(wire, ethertype):
    """The next frame of one type; a new device sends others too."""
    while select.select([wire], [], [], 5)[0]:
        frame = wire.read(2048)
        if frame[12:14] == ethertype:
            return frame
    raise TimeoutError("no such frame")


def sender_of(frame):
    *_, mac, ip, _, _ = ARP.unpack_from(frame, 14)
    return f"{socket.inet_ntoa(ip)} is at {mac.hex(':')}"


if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)

with open("/dev/net/tun", "r+b", buffering=0) as wire:
    fcntl.ioctl(wire, TUNSETIFF,
                IFREQ.pack(b"wire0", IFF_TAP | IFF_NO_PI))
    for command in (f"link set wire0 address {KERNEL_MAC.hex(':')} up",
                    f"addr add {KERNEL}/24 dev wire0"):
        subprocess.run(["ip", *command.split()], check=True)

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.sendto(b"hello", (PROGRAM, 25330))
    asked = next_frame(wire, ARP_TYPE)
    *_, wanted = ARP.unpack_from(asked, 14)
    print("the kernel asks:", asked[:6].hex(":"), "who has",
          socket.inet_ntoa(wanted))
    # An IPv4 packet would start with 4; this starts with Ethernet's 1.
    print("after the EtherType 0806 comes", asked[14:16].hex())
    wire.write(arp(REPLY, KERNEL_MAC, KERNEL))
    packet = next_frame(wire, IPV4_TYPE)
    print("it was told; its packet goes to", packet[:6].hex(":"))

    wire.write(arp(REQUEST, None, KERNEL))
    print("the kernel replies:", sender_of(next_frame(wire, ARP_TYPE)))
