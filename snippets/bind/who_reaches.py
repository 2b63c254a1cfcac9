"""Bind four addresses, and call each from two machines.

Linux only, as root: it makes two machines and a cable.
"""

import ctypes
import os
import socket
import subprocess
import sys

libc = ctypes.CDLL(None)
NEW_NETWORK = 0x40000000  # CLONE_NEWNET, unshare(2) and setns(2)


def make_machine():
    """A network of its own; this program is now in it."""
    if libc.unshare(NEW_NETWORK):
        sys.exit("root is needed to make a network")
    return os.open("/proc/self/ns/net", os.O_RDONLY)


def go_to(machine):
    """Sockets made from now on belong to that machine."""
    if libc.setns(machine, NEW_NETWORK):
        raise OSError("no such machine")


def ip(command):
    subprocess.run(["ip", *command.split()], check=True)


def call(host, port):
    try:
        socket.create_connection((host, port), timeout=5).close()
    except OSError as error:
        return error.strerror or error
    return "connected"


first = make_machine()
ip("link set lo up")
second = make_machine()
ip("link add cable type veth peer name cable "
   f"netns /proc/{os.getpid()}/fd/{first}")
ip("address add 192.0.2.2/24 dev cable")
ip("link set cable up")
go_to(first)
ip("address add 192.0.2.1/24 dev cable")
ip("link set cable up")

for host in "127.0.0.1", "192.0.2.1", "0.0.0.0", "::":
    go_to(first)
    with socket.create_server(
        (host, 0), dualstack_ipv6=host == "::",
        family=socket.AF_INET6 if host == "::" else socket.AF_INET,
    ) as server:
        port = server.getsockname()[1]
        print(f"bound to {host}")
        print("   here, 127.0.0.1:      ", call("127.0.0.1", port))
        print("   here, 192.0.2.1:      ", call("192.0.2.1", port))
        go_to(second)
        print("   next door, 192.0.2.1: ", call("192.0.2.1", port))
for machine in first, second:
    os.close(machine)
