"""Two clients connect to each other, and nobody listens.

Linux only, as root: it is the wire of a TUN device of its own.
"""

import fcntl
import os
import select
import socket
import struct
import subprocess

TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000
FLAGS = {0x02: "SYN", 0x10: "ACK"}

wire = os.open("/dev/net/tun", os.O_RDWR)
name = struct.pack("16sH22x", b"wire", IFF_TUN | IFF_NO_PI)
fcntl.ioctl(wire, TUNSETIFF, name)
for command in "addr add 192.0.2.1/24 dev wire", "link set wire up":
    subprocess.run(["ip", *command.split()], check=True)


def next_segment():
    """The next TCP segment that leaves the card, with its addresses
    exchanged: what goes out to .2 comes back in from .2."""
    while True:
        packet = os.read(wire, 65535)
        if packet[0] >> 4 == 4 and packet[9] == socket.IPPROTO_TCP:
            bits = packet[33]
            flags = "+".join(n for b, n in FLAGS.items() if bits & b)
            source, destination = packet[12:16], packet[16:20]
            back = packet[:12] + destination + source + packet[20:]
            return flags, back


def start(own_port, other_port):
    client = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    client.bind(("192.0.2.1", own_port))
    client.setblocking(False)
    client.connect_ex(("192.0.2.2", other_port))
    return client


with start(25011, 25012) as one, start(25012, 25011) as two:
    # Two segments are on the wire before either is delivered.
    for _ in range(2):
        crossing = [next_segment(), next_segment()]
        for flags, packet in crossing:
            print("on the wire:", flags)
        for flags, packet in crossing:
            os.write(wire, packet)

    for client in one, two:
        client.settimeout(5)
    one.sendall(b"hello from one")
    # Linux also acknowledges the second SYN that each side has seen.
    while not select.select([two], [], [], 0)[0]:
        os.write(wire, next_segment()[1])
    print("two received", two.recv(1024))
os.close(wire)
