"""Forbid fragmentation and find the largest datagram that still fits.

Linux only, as root: it sets the loopback's MTU.
"""

import ctypes
import errno
import socket
import subprocess
import sys

# From linux/in.h; Python's socket module has no names for them.
IP_MTU_DISCOVER, IP_MTU = 10, 14
IP_PMTUDISC_DONT, IP_PMTUDISC_DO = 0, 2


def attempt(sock, size):
    try:
        sock.send(bytes(size))
        return "sent"
    except OSError as error:
        return errno.errorcode[error.errno]


if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
subprocess.run("ip link set lo mtu 1500".split(), check=True)

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as receiver, \
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
    receiver.bind(("127.0.0.1", 0))
    sender.connect(receiver.getsockname())
    mtu = sender.getsockopt(socket.IPPROTO_IP, IP_MTU)
    print(f"MTU {mtu} - 20 (IP) - 8 (UDP) = {mtu - 28}")

    for mode, name in ((IP_PMTUDISC_DO, "don't fragment"),
                       (IP_PMTUDISC_DONT, "may fragment")):
        sender.setsockopt(socket.IPPROTO_IP, IP_MTU_DISCOVER, mode)
        for size in 1472, 1473, 65507, 65508:
            print(f"{name:14} {size:5} bytes: {attempt(sender, size)}")
