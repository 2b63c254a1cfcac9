"""Ask a machine with two cards which address it would send from.

Linux only, as root: it makes a network.
"""

import ctypes
import socket
import subprocess
import sys

if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)

TARGETS = ["127.0.0.1", "192.0.2.99", "198.51.100.99", "203.0.113.1"]


def ip(command):
    subprocess.run(["ip", *command.split()], check=True)


def own_address(target):
    """The address of this machine that packets to a target bear."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.connect((target, 9))  # sends nothing; any port but 0
        return sock.getsockname()[0]


def show():
    for target in TARGETS:
        try:
            print(f"   to {target:13} from {own_address(target)}")
        except OSError as error:
            print(f"   to {target:13} {error}")


ip("link add home type veth peer name office")
for name, address in (("home", "192.0.2.10/24"),
                      ("office", "198.51.100.10/24")):
    ip(f"address add {address} dev {name}")
    ip(f"link set {name} up")
print("interfaces:", *(name for _, name in socket.if_nameindex()))
ip("route add default via 192.0.2.1")
print("the way out is home:")
show()
ip("route change default via 198.51.100.1")
print("the way out is office:")
show()
ip("route delete default")
print("no way out:")
show()
with open("/proc/self/net/snmp") as file:
    names, values = [line.split() for line in file
                     if line.startswith("Udp:")]
print("datagrams sent:", dict(zip(names, values))["OutDatagrams"])
