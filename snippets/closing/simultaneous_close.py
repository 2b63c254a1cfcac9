"""Both ends close at once: their FINs cross on the wire.

Linux only, as root: it is the wire of a TUN device of its own.
"""

import fcntl
import os
import socket
import struct
import subprocess
from pathlib import Path

TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000
STATES = {
    1: "ESTABLISHED", 4: "FIN_WAIT1", 6: "TIME_WAIT", 11: "CLOSING",
}
SYN, SYN_ACK, ACK, FIN_ACK = 0x02, 0x12, 0x10, 0x11
PORT = 25014


def open_wire():
    """A network card whose cable ends in this program."""
    wire = os.open("/dev/net/tun", os.O_RDWR)
    name = struct.pack("16sH22x", b"wire", IFF_TUN | IFF_NO_PI)
    fcntl.ioctl(wire, TUNSETIFF, name)
    for command in ("addr add 192.0.2.1/24 dev wire",
                    "link set wire up"):
        subprocess.run(["ip", *command.split()], check=True)
    return wire


def next_segment(flags):
    """The next segment with these flags that leaves the card, with its
    two addresses exchanged: what goes out to .2 comes back from .2."""
    while True:
        packet = os.read(wire, 65535)
        if packet[0] >> 4 == 4 and packet[33] == flags:
            source, destination = packet[12:16], packet[16:20]
            return packet[:12] + destination + source + packet[20:]


def states():
    """The states of the two ends, as the kernel lists them."""
    found = {}
    for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        _, local, remote, state, *_ = line.split()
        if int(state, 16) in STATES:
            near = int(local.split(":")[1], 16) == PORT
            end = "server" if near else "client"
            found[end] = STATES[int(state, 16)]
    return "client {client}, server {server}".format(**found)


def deliver(*segments):
    for segment in segments:
        os.write(wire, segment)


wire = open_wire()
client = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
with client, socket.create_server(("192.0.2.1", PORT)) as listener:
    listener.settimeout(10)
    client.setblocking(False)
    client.connect_ex(("192.0.2.2", PORT))
    for flags in SYN, SYN_ACK, ACK:
        deliver(next_segment(flags))
    conn, _ = listener.accept()
    print("connected:", states())

    client.close()
    conn.close()
    crossing = [next_segment(FIN_ACK), next_segment(FIN_ACK)]
    print("two FINs are on the wire")
    print("  ", states())

    deliver(*crossing)
    answers = [next_segment(ACK), next_segment(ACK)]
    print("both have arrived, two acknowledgements are on the wire")
    print("  ", states())

    deliver(*answers)
    print("these have arrived as well")
    print("  ", states())
os.close(wire)
