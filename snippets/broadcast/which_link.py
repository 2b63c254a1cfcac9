"""Linux only, as root: a host with two links calls everybody.

Which of them carries it?
"""

import ctypes
import socket
import subprocess
import sys

ETH_P_ALL = 0x0003  # linux/if_ether.h
MESSAGE = b"anybody there?"
LINKS = {"left": "192.0.2.1", "right": "198.51.100.1"}

if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)


def ip(words):
    subprocess.run(["ip", *words.split()], check=True)


def call(tap, target, own_address="0.0.0.0"):
    """Send to a target, and return the link that carried it."""
    with socket.socket(type=socket.SOCK_DGRAM) as sock:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
        sock.bind((own_address, 0))
        try:
            sock.sendto(MESSAGE, (target, 9))
        except OSError as error:
            return error
    while True:
        frame, (link, _, kind, *_) = tap.recvfrom(2048)
        if frame.endswith(MESSAGE) and kind == socket.PACKET_OUTGOING:
            return link


with socket.socket(
    socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETH_P_ALL)
) as tap:
    tap.settimeout(5)
    for name, address in LINKS.items():
        # Two devices, joined by a cable: what one sends, the other
        # one receives.
        ip(f"link add {name} type veth peer name {name}_end")
        ip(f"link set {name}_end up")
        ip(f"addr add {address}/24 broadcast + dev {name}")
        ip(f"link set {name} up")
    everybody = "255.255.255.255"
    print("192.0.2.255:    ", call(tap, "192.0.2.255"))
    print("198.51.100.255: ", call(tap, "198.51.100.255"))
    print("255.255.255.255:", call(tap, everybody))
    for name, address in LINKS.items():
        print(f"   from {address}:", call(tap, everybody, address))
    ip("route add default dev right")
    print("with a default route:", call(tap, everybody))
    for name in LINKS:
        ip(f"link del {name}")
