"""Forbid fragmentation and find the largest datagram that still fits.

Linux only, as root: it sets the loopback's MTU.
"""

import errno
import socket
import subprocess

# From linux/in.h; Python's socket module has no names for them.
IP_MTU_DISCOVER, IP_MTU = 10, 14
IP_PMTUDISC_DONT, IP_PMTUDISC_DO = 0, 2

command = "ip link set lo up mtu 1500"
subprocess.run(command.split(), check=True)


def attempt(sock, size):
    try:
        sock.send(bytes(size))
        return "sent"
    except OSError as error:
        return errno.errorcode[error.errno]


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
