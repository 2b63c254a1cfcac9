"""Hold each segment of a handshake; see which call has returned.

Linux only, as root: it is the wire of a TUN device of its own.
"""

import ctypes
import fcntl
import select
import socket
import struct
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)

# linux/if_tun.h: name a device; it carries bare IP packets.
TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000
PORT = 25010
# The 14th byte behind the 20 bytes of the IP header holds the flags.
FLAGS = 20 + 13
SEGMENTS = {"SYN J": 0x02, "SYN K, ACK J+1": 0x12, "ACK K+1": 0x10}
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


def next_segment(flags):
    """The next segment with these flags that leaves the card, with its
    two addresses exchanged: what goes out to .2 comes back from .2."""
    while select.select([wire], [], [], 10)[0]:
        packet = wire.read(65535)
        if packet[0] >> 4 == 4 and packet[FLAGS] == flags:  # IPv4
            source, destination = packet[12:16], packet[16:20]
            return packet[:12] + destination + source + packet[20:]
    sys.exit("nothing came for ten seconds")


def show():
    """The states of both ends, from the kernel, and the two calls."""
    table = Path("/proc/net/tcp").read_text()
    found = {"client": "none", "server": "none"} | {
        "server" if local.endswith(f":{PORT:04X}") else "client":
        STATES[state]
        for _, local, _, state, *_ in map(str.split, table.splitlines())
        if state in STATES
    }
    print("  client {client}, server {server}".format(**found))
    print(f"  connect returned: {connect.done()},",
          f"accept returned: {accept.done()}")


with (
    ThreadPoolExecutor() as pool,
    open("/dev/net/tun", "r+b", buffering=0) as wire,
    socket.socket() as client,
):
    set_up(wire)
    with socket.create_server(("192.0.2.1", PORT)) as listener:
        listener.settimeout(10)
        accept = pool.submit(listener.accept)
        # No time-out: this is the connect that waits in the kernel.
        connect = pool.submit(client.connect, ("192.0.2.2", PORT))

        for name, flags in SEGMENTS.items():
            segment = next_segment(flags)
            print(f"on the wire: {name}")
            show()
            wire.write(segment)
            if name == "SYN K, ACK J+1":
                connect.result(10)

        conn, _ = accept.result(10)
        print("delivered: all three")
        show()
        conn.close()
