"""Pull a cable and see what a socket notices.

Linux only, as root: it makes a cable with two ends, and removes it.
"""

import ctypes
import json
import socket
import subprocess
import sys

if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)

ETH_P_IP = 0x0800  # frames with IPv4 inside, linux/if_ether.h


def ip(command):
    done = subprocess.run(["ip", *command.split()], check=True,
                          stdout=subprocess.PIPE, text=True)
    return done.stdout


def carrier():
    """Does layer 1 at our end hear the other end?"""
    device, = json.loads(ip("-json link show ours"))
    return "LOWER_UP" in device["flags"]


def send_and_listen(message):
    """Send until a frame arrives: a new link may take a moment."""
    with socket.socket(socket.AF_PACKET, socket.SOCK_RAW) as far:
        far.bind(("theirs", ETH_P_IP))
        far.settimeout(0.2)
        for _ in range(25):
            sock.send(message)
            try:
                return far.recv(2048)[42:]  # 14 + 20 + 8 of headers
            except TimeoutError:
                pass
    return "nothing"


ip("link add ours type veth peer name theirs")
try:
    ip("link set ours up")
    ip("link set theirs up")
    ip("address add 192.0.2.1/24 dev ours")
    # The neighbour's MAC address, so that nobody has to ask for it.
    ip("neighbour add 192.0.2.2 lladdr 02:00:00:00:00:02 dev ours")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.connect(("192.0.2.2", 7))
        print("plugged in: carrier", carrier())
        print("  arrived:", send_and_listen(b"one"))

        ip("link set theirs down")
        print("unplugged: carrier", carrier())
        print("  send returned", sock.send(b"two"))
        error = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        print("  error kept for the next call:", error)

        ip("link set theirs up")
        print("plugged in again: carrier", carrier())
        print("  arrived:", send_and_listen(b"three"))
finally:
    ip("link del ours")
