"""Send a message of four routing protocols, each in its own way.

Linux only, as root: it opens raw and packet sockets on the loopback.
"""

import ctypes
import socket
import struct
import subprocess
import sys

ETH_P_ALL = 0x0003
HOST = "127.0.0.1"
# Where their specifications place them.
RIP_PORT, BGP_PORT, OSPF_PROTOCOL = 520, 179, 89
# Real messages: their first bytes, and of BGP a whole one.
RIP_REQUEST = bytes([1, 2, 0, 0])
OSPF_HELLO = bytes([2, 1, 0, 44])
BGP_KEEPALIVE = b"\xff" * 16 + bytes([0, 19, 4])
# Three bytes of IEEE 802.2, then the IS-IS discriminator.
ISIS_HELLO = bytes([0xFE, 0xFE, 0x03, 0x83])


def carriers(frame):
    """The chain of numbers that say what is inside what."""
    # After two addresses of six bytes: an EtherType, or a length.
    kind, = struct.unpack_from("!H", frame, 12)
    if kind < 0x600:
        return f"length {kind}, then LLC {frame[14:17].hex()}, no IP"
    ip = frame[14:]
    chain = f"EtherType {kind:04x}, IP protocol {ip[9]}"
    if ip[9] in (socket.IPPROTO_TCP, socket.IPPROTO_UDP):
        # Behind the IP header: the port of origin, then this one.
        chain += f", port {int.from_bytes(ip[22:24], 'big')}"
    return chain


def show(name, tap, payload):
    """Print the carriers of the first frame that holds the payload."""
    while payload not in (frame := tap.recv(2048)):
        pass
    print(f"{name:5} {carriers(frame)}")


if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)

with socket.socket(socket.AF_PACKET, socket.SOCK_RAW) as tap, \
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as rip, \
        socket.create_server((HOST, BGP_PORT)) as bgp, \
        socket.socket(socket.AF_INET, socket.SOCK_RAW,
                      OSPF_PROTOCOL) as ospf:
    tap.bind(("lo", ETH_P_ALL))
    tap.settimeout(5)
    rip.bind((HOST, RIP_PORT))

    rip.sendto(RIP_REQUEST, (HOST, RIP_PORT))
    show("RIP", tap, RIP_REQUEST)
    with socket.create_connection(bgp.getsockname(), 5) as peer:
        peer.sendall(BGP_KEEPALIVE)
        show("BGP", tap, BGP_KEEPALIVE)
    ospf.sendto(OSPF_HELLO, (HOST, 0))
    show("OSPF", tap, OSPF_HELLO)
    # This header is the program's own: the kernel adds none.
    length = struct.pack("!H", len(ISIS_HELLO))
    tap.send(bytes(12) + length + ISIS_HELLO)
    show("IS-IS", tap, ISIS_HELLO)
