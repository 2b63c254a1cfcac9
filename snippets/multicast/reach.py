"""Linux only, as root: does multicast go out, and does it come back?"""

import ctypes
import socket
import subprocess
import sys

ETH_P_ALL = 0x0003  # linux/if_ether.h
ETHERNET_HEADER, TTL = 14, 8  # the ninth byte of an IPv4 header
GROUP, PORT = "239.255.25.44", 25543
INTERFACE = socket.inet_aton("192.0.2.1")

if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)


def seen_on_the_wire(tap):
    """The TTL with which it went out."""
    try:
        while True:
            frame, (link, _, kind, *_) = tap.recvfrom(2048)
            if frame.endswith(b"hello"):
                return frame[ETHERNET_HEADER + TTL]
    except TimeoutError:
        return "no"


def heard(member):
    try:
        return "yes" if member.recv(1024) == b"hello" else "no"
    except TimeoutError:
        return "no"


for words in (
    "link add wire type veth peer name wire_end",
    "link set wire_end up",
    "link set wire up",
    "addr add 192.0.2.1/24 dev wire",
):
    subprocess.run(["ip", *words.split()], check=True)
with (
    socket.socket(socket.AF_PACKET, socket.SOCK_RAW) as tap,
    socket.socket(type=socket.SOCK_DGRAM) as member,
    socket.socket(type=socket.SOCK_DGRAM) as sender,
):
    # What arrives at the other end of the wire.
    tap.bind(("wire_end", ETH_P_ALL))
    member.bind((GROUP, PORT))
    member.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP,
                      socket.inet_aton(GROUP) + INTERFACE)
    sender.setsockopt(
        socket.IPPROTO_IP, socket.IP_MULTICAST_IF, INTERFACE)
    for sock in tap, member:
        sock.settimeout(0.2)

    for name, option, value in (
        ("TTL 1, unless told", socket.IP_MULTICAST_LOOP, 1),
        ("IP_MULTICAST_TTL 8", socket.IP_MULTICAST_TTL, 8),
        ("IP_MULTICAST_TTL 0", socket.IP_MULTICAST_TTL, 0),
        ("and LOOP 0", socket.IP_MULTICAST_LOOP, 0),
        ("TTL 8 and LOOP 0", socket.IP_MULTICAST_TTL, 8),
    ):
        sender.setsockopt(socket.IPPROTO_IP, option, value)
        sender.sendto(b"hello", (GROUP, PORT))
        print(f"{name:18}: on the wire {seen_on_the_wire(tap):>2},",
              f"heard on this host: {heard(member)}")
subprocess.run("ip link del wire".split(), check=True)
