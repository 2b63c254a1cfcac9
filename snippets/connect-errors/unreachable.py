"""Connect to addresses that no packet can reach, each in its way.

Linux only, as root: it makes a network card and routes.
"""

import ctypes
import socket
import subprocess
import sys
from pathlib import Path

if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)


def ip(words):
    subprocess.run(["ip", *words.split()], check=True)


def attempt(situation, host):
    print(situation)
    try:
        socket.create_connection((host, 80), timeout=5)
    except OSError as error:
        print(f"  {type(error).__name__}: {error}")


attempt("no route leads there:", "198.51.100.1")

# A card with a cable, and nobody at the other end of the cable.
ip("link add wire type veth peer name end")
ip("addr add 192.0.2.1/24 dev wire")
ip("link set wire up")
ip("link set end up")
# Ask for its MAC address once, and wait 0.1 seconds.
neighbours = Path("/proc/sys/net/ipv4/neigh/wire")
(neighbours / "mcast_solicit").write_text("1")
(neighbours / "retrans_time_ms").write_text("100")
attempt("a neighbour that does not exist:", "192.0.2.9")

ip("route add unreachable 198.51.100.1")
attempt("a route that says unreachable:", "198.51.100.1")
ip("route replace prohibit 198.51.100.1")
attempt("a route that says prohibited:", "198.51.100.1")
