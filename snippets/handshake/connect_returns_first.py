"""See connect return before there is a third segment.

Linux only, as root: it is the wire of a TUN device of its own.
"""

import ctypes
import fcntl
import select
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

# linux/if_tun.h: name a device; it carries bare IP packets.
TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000
PORT = 25006
# As /proc/net/tcp writes them.
STATES = {"01": "ESTABLISHED", "02": "SYN_SENT", "03": "SYN_RECV"}


def set_up(wire):
    """Make a network card whose cable ends in this program."""
    # The name in 16 bytes, the flags in 2, and 22 that are not used.
    request = struct.pack("16sH22x", b"wire", IFF_TUN | IFF_NO_PI)
    fcntl.ioctl(wire, TUNSETIFF, request)
    for command in ("addr add 192.0.2.1/24 dev wire",
                    "link set wire up"):
        subprocess.run(["ip", *command.split()], check=True)


def next_segment():
    """The data of the next TCP segment that leaves the card, and the
    packet with its addresses exchanged, so that .2 sends it back."""
    while select.select([wire], [], [], 10)[0]:
        packet = wire.read(65535)
        if packet[0] >> 4 == 4:  # IPv4, with a header of 20 bytes
            # TCP says how long its own is, in units of four bytes.
            data = packet[20 + 4 * (packet[20 + 12] >> 4):]
            source, destination = packet[12:16], packet[16:20]
            back = packet[:12] + destination + source + packet[20:]
            return data, back
    sys.exit("nothing came for ten seconds")


def states(table):
    """The states of the two ends, from /proc/net/tcp."""
    found = {
        "server" if local.endswith(f":{PORT:04X}") else "client":
        STATES[state]
        for _, local, _, state, *_ in map(str.split, table.splitlines())
        if state in STATES
    }
    return "client {client}, server {server}".format(**found)


with (
    open("/dev/net/tun", "r+b", buffering=0) as wire,
    socket.socket() as client,
):
    set_up(wire)
    with socket.create_server(("192.0.2.1", PORT)) as listener:
        listener.settimeout(10)
        # Acknowledge later, if you can: perhaps data will follow.
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 0)
        # One thread is caller and wire here: call without waiting,
        # carry the segments, then call again and wait.
        client.setblocking(False)
        client.connect_ex(("192.0.2.2", PORT))
        _, syn = next_segment()
        wire.write(syn)
        _, syn_ack = next_segment()
        wire.write(syn_ack)

        client.settimeout(10)
        client.connect(("192.0.2.2", PORT))
        table = Path("/proc/net/tcp").read_text()
        client.sendall(b"hello")
        print("when connect returned:", states(table))

        # Whatever was sent before the data stands before it here.
        data, segment = next_segment()
        print("the third segment carries", data)
        wire.write(segment)
        conn, _ = listener.accept()
        with conn:
            table = Path("/proc/net/tcp").read_text()
            print("when accept returned: ", states(table))
