"""Both ends close at once: their FINs cross on the wire.

Linux only, as root: it is the wire of a TUN device of its own.
"""

import ctypes
import fcntl
import socket
import struct
import subprocess
import sys
from pathlib import Path

if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)

# From linux/if_tun.h: make a device, for IP packets, bare ones.
TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000
STATES = {
    1: "ESTABLISHED", 4: "FIN_WAIT1", 6: "TIME_WAIT", 11: "CLOSING",
}
SYN, SYN_ACK, ACK, FIN_ACK = 0x02, 0x12, 0x10, 0x11


def set_up(wire):
    """Make the open file a network card: its cable ends here."""
    # A name in 16 bytes, the flags, and zeros up to 40 bytes.
    request = struct.pack("16sH22x", b"wire", IFF_TUN | IFF_NO_PI)
    fcntl.ioctl(wire, TUNSETIFF, request)
    for command in ("addr add 192.0.2.1/24 dev wire",
                    "link set wire up"):
        subprocess.run(["ip", *command.split()], check=True)


def next_segment(flags):
    """The next segment with these flags that leaves the card, with its
    two addresses exchanged: what goes out to .2 comes back from .2."""
    while True:
        packet = wire.read(65535)
        # The flags are byte 13 of the TCP header, which follows an
        # IPv4 header of 20 bytes with the two addresses at its end.
        if packet[0] >> 4 == 4 and packet[20 + 13] == flags:
            source, destination = packet[12:16], packet[16:20]
            return packet[:12] + destination + source + packet[20:]


def states(port):
    """The states of the two ends, as the kernel lists them."""
    found = {}
    for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        _, local, remote, state, *_ = line.split()
        near, far = (int(a.split(":")[1], 16) for a in (local, remote))
        if port in (near, far) and int(state, 16) in STATES:
            end = "server" if near == port else "client"
            found[end] = STATES[int(state, 16)]
    return "client {client}, server {server}".format(**found)


def deliver(*segments):
    for segment in segments:
        wire.write(segment)


with open("/dev/net/tun", "r+b", buffering=0) as wire:
    set_up(wire)
    client = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    with client, socket.create_server(("192.0.2.1", 0)) as listener:
        listener.settimeout(10)
        port = listener.getsockname()[1]
        client.setblocking(False)
        client.connect_ex(("192.0.2.2", port))
        for flags in SYN, SYN_ACK, ACK:
            deliver(next_segment(flags))
        conn, _ = listener.accept()
        print("connected:", states(port))

        client.close()
        conn.close()
        crossing = [next_segment(FIN_ACK), next_segment(FIN_ACK)]
        print("two FINs are on the wire")
        print("  ", states(port))

        deliver(*crossing)
        answers = [next_segment(ACK), next_segment(ACK)]
        print("both have arrived, two acknowledgements are on the wire")
        print("  ", states(port))

        deliver(*answers)
        print("these have arrived as well")
        print("  ", states(port))
