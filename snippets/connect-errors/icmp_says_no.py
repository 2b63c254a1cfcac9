"""Answer a SYN with ICMP: how routers and firewalls say no.

Linux only, as root: it is the wire of a TUN device of its own.
"""

import ctypes
import fcntl
import socket
import struct
import subprocess
import sys
import threading

if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)

# From linux/if_tun.h: make a device, one for bare IP packets.
TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000
# Codes of ICMP's type 3, destination unreachable: RFC 792, RFC 1812.
CODES = {0: "network unreachable", 1: "host unreachable",
         3: "port unreachable", 13: "filtered by a firewall"}
ICMP, UNREACHABLE, ROUTER = 1, 3, socket.inet_aton("192.0.2.254")


def checksum(data):
    words = sum(struct.unpack(f"!{len(data) // 2}H", data))
    return ~(words % 0xFFFF) & 0xFFFF


def icmp(code, packet):
    """A packet that says why this one did not arrive."""
    body = bytes(4) + packet[:28]  # its IP header, and 8 bytes more
    check = checksum(bytes([UNREACHABLE, code, 0, 0]) + body)
    body = struct.pack("!BBH", UNREACHABLE, code, check) + body
    # Version and length, size, time to live, and back to its sender.
    header = struct.pack("!BxH4xBBxx4s4s", 0x45, 20 + len(body), 64,
                         ICMP, ROUTER, packet[12:16])
    check = struct.pack("!H", checksum(header))
    return header[:10] + check + header[12:] + body


def answer(tun):
    while not (packet := tun.read(2048)).endswith(b"stop"):
        if packet[0] >> 4 == 4:  # IPv4, to 192.0.2.100 + code
            tun.write(icmp(packet[19] - 100, packet))


with open("/dev/net/tun", "r+b", buffering=0) as tun:
    # struct ifreq: a name in 16 bytes, flags in 2, the rest zeros.
    request = struct.pack("16sH22x", b"wire", IFF_TUN | IFF_NO_PI)
    fcntl.ioctl(tun, TUNSETIFF, request)
    for words in "addr add 192.0.2.1/24 dev wire", "link set wire up":
        subprocess.run(["ip", *words.split()], check=True)
    thread = threading.Thread(target=answer, args=[tun], daemon=True)
    thread.start()

    for code, meaning in CODES.items():
        with socket.socket() as sock:
            try:
                sock.connect((f"192.0.2.{100 + code}", 80))
            except OSError as error:
                print(f"{meaning}: {error}")

    with socket.socket(type=socket.SOCK_DGRAM) as sock:
        sock.sendto(b"stop", ("192.0.2.100", 9))
    thread.join()
