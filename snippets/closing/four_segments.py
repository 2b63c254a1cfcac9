"""Print the segments and the states while a connection is closed.

Linux only, as root: it opens a packet socket on the loopback.
"""

import ctypes
import socket
import subprocess
import sys
from pathlib import Path

FLAGS = {0x01: "FIN", 0x04: "RST", 0x10: "ACK"}
STATES = {1: "ESTABLISHED", 5: "FIN_WAIT2", 6: "TIME_WAIT",
          8: "CLOSE_WAIT"}
IPV4 = 0x0800

if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)

sniffer = socket.socket(
    socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(IPV4)
)
sniffer.bind(("lo", IPV4))
# Silence of this length ends a look at the wire.
sniffer.settimeout(0.3)


def segments():
    """Yield who sent each segment since the last look, and flags."""
    while True:
        try:
            packet, (_, _, kind, *_) = sniffer.recvfrom(65535)
        except TimeoutError:
            return
        # Each packet is seen twice here: going out, and coming in.
        if kind == socket.PACKET_OUTGOING:
            continue
        # The TCP header begins where the IP header, whose length in
        # words of 4 bytes is in its first byte, ends.
        header = packet[(packet[0] & 15) * 4:]
        source, flags = int.from_bytes(header[:2]), header[13]
        who = "server" if source == port else "client"
        names = [n for bit, n in FLAGS.items() if flags & bit]
        yield f"{who}  segment  {'+'.join(names)}"


def state(local, remote):
    """The state of one end, as the kernel lists it."""
    for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        _, near, far, code, *_ = line.split()
        ports = [int(a.split(":")[1], 16) for a in (near, far)]
        if ports == [local, remote]:
            return STATES[int(code, 16)]
    return "gone"


def show_states():
    print("   client", state(peer_port, port) + ",",
          "server", state(port, peer_port))


with sniffer, socket.create_server(("127.0.0.1", 0)) as listener:
    address, port = listener.getsockname(), listener.getsockname()[1]
    client = socket.create_connection(address, timeout=5)
    conn, (_, peer_port) = listener.accept()
    list(segments())
    with client, conn:
        show_states()
        for name, sock in ("client", client), ("server", conn):
            sock.close()
            print(f"{name}  call     close", *segments(), sep="\n")
            show_states()
