"""Hold each segment of a handshake; see which call has returned.

Linux only, as root: it is the wire of a TUN device of its own.
"""

import fcntl
import os
import socket
import struct
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000
STATES = {1: "ESTABLISHED", 2: "SYN_SENT", 3: "SYN_RECV"}
SEGMENTS = {"SYN J": 0x02, "SYN K, ACK J+1": 0x12, "ACK K+1": 0x10}
PORT = 25010


def open_wire():
    """A network card whose cable ends in this program."""
    wire = os.open("/dev/net/tun", os.O_RDWR)
    name = struct.pack("16sH22x", b"wire", IFF_TUN | IFF_NO_PI)
    fcntl.ioctl(wire, TUNSETIFF, name)
    for command in ("addr add 192.0.2.1/24 dev wire",
                    "link set wire up"):
        subprocess.run(["ip", *command.split()], check=True)
    return wire


def next_segment(wire, flags):
    """The next segment with these flags that leaves the card, with its
    two addresses exchanged: what goes out to .2 comes back from .2."""
    while True:
        packet = os.read(wire, 65535)
        if packet[0] >> 4 == 4 and packet[33] == flags:
            source, destination = packet[12:16], packet[16:20]
            return packet[:12] + destination + source + packet[20:]


def states():
    """The states of the two ends, as the kernel lists them."""
    found = {"client": "none", "server": "none"}
    for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        _, local, remote, state, *_ = line.split()
        if int(state, 16) in STATES:
            near = int(local.split(":")[1], 16) == PORT
            end = "server" if near else "client"
            found[end] = STATES[int(state, 16)]
    return "client {client}, server {server}".format(**found)


wire = open_wire()
client = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
with (
    ThreadPoolExecutor() as pool,
    client,
    socket.create_server(("192.0.2.1", PORT)) as listener,
):
    listener.settimeout(10)
    client.settimeout(10)
    accept = pool.submit(listener.accept)
    connect = pool.submit(client.connect, ("192.0.2.2", PORT))

    for name, flags in SEGMENTS.items():
        segment = next_segment(wire, flags)
        print(f"on the wire: {name}")
        print(f"  {states()}")
        print(f"  connect returned: {connect.done()},",
              f"accept returned: {accept.done()}")
        os.write(wire, segment)
        if name == "SYN K, ACK J+1":
            connect.result(10)

    conn, _ = accept.result(10)
    print("delivered: all three")
    print(f"  {states()}")
    print("  connect returned: True, accept returned: True")
    conn.close()
os.close(wire)
