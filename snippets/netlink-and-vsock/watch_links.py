"""Be told when an interface comes, goes up or goes away.

Linux only, as root: it makes interfaces to watch.
"""

import ctypes
import socket
import struct
import subprocess
import sys

if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)

HEADER = struct.Struct("=IHHII")  # struct nlmsghdr, linux/netlink.h
LINK = struct.Struct("=BxHiII")  # struct ifinfomsg, linux/rtnetlink.h
RTMGRP_LINK = 1  # the group in which news of interfaces is told
RTM_NEWLINK, RTM_DELLINK = 16, 17  # it is there, or changed; it went
IFF_UP = 1  # linux/if.h
INDEX = 77  # of the interface that is made here


def next_news(sock):
    """Which interface, and what became of it."""
    data, _, flags, (sender, _) = sock.recvmsg(65536)
    if sender != 0:
        raise OSError("this is not from the kernel")
    _, kind, _, _, _ = HEADER.unpack_from(data)
    _, _, index, flags, _ = LINK.unpack_from(data, HEADER.size)
    if kind == RTM_DELLINK:
        return index, "gone"
    return index, "up" if flags & IFF_UP else "there, and down"


def watch_until(sock, wanted):
    """Print each change of one interface, up to the wanted one."""
    state = None
    while state != wanted:
        found, news = next_news(sock)
        if found == INDEX and news != state:
            state = news
            print("   ", state)


with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW,
                   socket.NETLINK_ROUTE) as sock:
    sock.settimeout(10)
    sock.bind((0, RTMGRP_LINK))
    for command, wanted in (
        (f"link add cable index {INDEX} type veth peer other",
         "there, and down"),
        ("link set cable up", "up"),
        ("link delete cable", "gone"),
    ):
        print("ip", command)
        subprocess.run(["ip", *command.split()], check=True)
        watch_until(sock, wanted)
