"""Linux only, as root: a host with two links joins and sends."""

import ctypes
import socket
import subprocess
import sys
from pathlib import Path

ETH_P_ALL, GROUP = 0x0003, "239.255.25.45"
LINKS = {"left": "192.0.2.1", "right": "198.51.100.1"}

if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)


def ip(words):
    subprocess.run(["ip", *words.split()], check=True)


def joined_at():
    """The links at which the kernel lists the group, in hex."""
    links, group = [], socket.inet_aton(GROUP)[::-1].hex().upper()
    for line in Path("/proc/self/net/igmp").read_text().splitlines():
        words = line.split()
        if words[0].isdigit():
            link = words[1]
        elif words[0] == group:
            links.append(link)
    return " ".join(links)


def join(address):
    with socket.socket(type=socket.SOCK_DGRAM) as sock:
        try:
            sock.setsockopt(
                socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP,
                socket.inet_aton(GROUP) + socket.inet_aton(address))
        except OSError as error:
            return error
        return joined_at()


def send(tap, address):
    with socket.socket(type=socket.SOCK_DGRAM) as sock:
        sock.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF,
                        socket.inet_aton(address))
        try:
            sock.sendto(b"hello", (GROUP, 9))
        except OSError as error:
            return error
    while True:
        frame, (link, _, kind, *_) = tap.recvfrom(2048)
        if frame.endswith(b"hello") and kind == socket.PACKET_OUTGOING:
            return link


def try_all(title):
    print(title)
    for address in "0.0.0.0", *LINKS.values():
        print("  ", address)
        print("      joined:", join(address))
        print("      sent by:", send(tap, address))


with socket.socket(
    socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETH_P_ALL)
) as tap:
    tap.settimeout(5)
    for name, address in LINKS.items():
        ip(f"link add {name} type veth peer name {name}_end")
        ip(f"link set {name}_end up")
        ip(f"addr add {address}/24 dev {name}")
        ip(f"link set {name} up")
    try_all("no default route:")
    ip("route add default dev right")
    try_all("a default route by the right link:")
