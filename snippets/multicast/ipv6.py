"""Linux only, as root: an IPv6 group of one link, named by number.

Needs IPv6.
"""

import ctypes
import socket
import struct
import subprocess
import sys

# ff02: the groups of one link. The rest is of our choosing.
GROUP, PORT = "ff02::2541", 25544

if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)


def heard(sender, *address):
    sender.sendto(b"hello", address)
    try:
        return f"heard from {member.recvfrom(1024)[1][0]}"
    except TimeoutError:
        return "not heard"


for link, host in ("left", "fe80::1"), ("right", "fe80::2"):
    for words in (
        f"link add {link} type veth peer name {link}_end",
        f"link set {link}_end up",
        f"link set {link} up",
        # nodad: do not wait whether another one has this address.
        f"addr add {host}/64 dev {link} nodad",
    ):
        if subprocess.run(["ip", *words.split()]).returncode:
            sys.exit(1)

with (
    socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as member,
    socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as sender,
):
    member.settimeout(0.5)
    member.bind(("::", PORT))
    # struct ipv6_mreq: the group, and the number of an interface.
    group = socket.inet_pton(socket.AF_INET6, GROUP)
    right = socket.if_nametoindex("right")
    member.setsockopt(
        socket.IPPROTO_IPV6, socket.IPV6_JOIN_GROUP,
        struct.pack("16sI", group, right))

    print("no interface:     ", heard(sender, GROUP, PORT))
    print("%right:           ", heard(sender, f"{GROUP}%right", PORT))
    print("scope id:         ", heard(sender, GROUP, PORT, 0, right))
    sender.setsockopt(
        socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_IF, right)
    print("IPV6_MULTICAST_IF:", heard(sender, GROUP, PORT))
    print("hop limit:", sender.getsockopt(
        socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_HOPS))
