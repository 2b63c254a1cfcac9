"""A wire loses each fiftieth packet: how many datagrams does it cost?

Linux only, as root: it is the wire of a TUN device of its own.
"""

import ctypes
import fcntl
import os
import select
import socket
import struct
import subprocess
import sys

# From linux/if_tun.h: make a device, one for bare IP packets.
TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000
HERE, THERE = ("192.0.2.1", 9), ("192.0.2.2", 9)

if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
# On one processor: from several, packets may overtake another.
os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def cross(tun, count):
    """Let packets cross; each fiftieth is lost. Return the count."""
    while select.select([tun], [], [], 0)[0]:
        packet = tun.read(2048)
        if packet[0] >> 4 != 4:  # not IPv4
            continue
        count += 1
        if count % 50:
            # What goes to 192.0.2.2 comes back in from there.
            source, destination = packet[12:16], packet[16:20]
            tun.write(packet[:12] + destination + source + packet[20:])
    return count


with (
    open("/dev/net/tun", "r+b", buffering=0) as tun,
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock,
):
    # struct ifreq: a name in 16 bytes, flags in 2, the rest zeros.
    request = struct.pack("16sH22x", b"wire", IFF_TUN | IFF_NO_PI)
    fcntl.ioctl(tun, TUNSETIFF, request)
    for words in (
        "addr add 192.0.2.1/24 dev wire",
        "link set wire mtu 1500 txqueuelen 1000 up",
    ):
        subprocess.run(["ip", *words.split()], check=True)
    sock.bind(HERE)
    sock.setblocking(False)

    for size in 1200, 4000, 20_000:
        packets = came = 0
        for _ in range(200):
            sock.sendto(bytes(size), THERE)
            packets = cross(tun, packets)
            try:
                came += len(sock.recv(65535)) == size
            except BlockingIOError:
                pass  # it was lost
        print(f"{size:6} bytes, {packets // 200:2} packets each:"
              f" {came} of 200 came")
