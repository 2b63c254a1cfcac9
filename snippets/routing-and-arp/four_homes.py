"""Send a message of four routing protocols and see what carries it.

Linux only, as root: it opens raw and packet sockets on the loopback.
"""

import socket
import struct
import subprocess

ETH_P_ALL = 0x0003
HOST = "127.0.0.1"
# The first bytes of real messages.
RIP_REQUEST = bytes([1, 2, 0, 0])
OSPF_HELLO = bytes([2, 1, 0, 44])
BGP_KEEPALIVE = b"\xff" * 16 + bytes([0, 19, 4])
# Three bytes of IEEE 802.2, then the IS-IS discriminator.
ISIS_HELLO = bytes([0xFE, 0xFE, 0x03, 0x83])


def carriers(frame):
    """The chain of numbers that say what is inside what."""
    kind, = struct.unpack_from("!H", frame, 12)
    if kind < 0x600:
        return f"length {kind}, then LLC {frame[14:17].hex()}, no IP"
    ip = frame[14:]
    protocol, ports = ip[9], struct.unpack_from("!HH", ip, 20)
    chain = f"EtherType {kind:04x}, IP protocol {protocol}"
    if protocol in (socket.IPPROTO_TCP, socket.IPPROTO_UDP):
        chain += f", port {ports[1]}"
    return chain


def show(name, tap, payload):
    """Print the carriers of the first frame that holds the payload."""
    while payload not in (frame := tap.recv(2048)):
        pass
    print(f"{name:5} {carriers(frame)}")


subprocess.run("ip link set lo up".split(), check=True)
with socket.socket(socket.AF_PACKET, socket.SOCK_RAW) as tap, \
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as rip, \
        socket.create_server((HOST, 179)) as bgp, \
        socket.socket(socket.AF_INET, socket.SOCK_RAW, 89) as ospf:
    tap.bind(("lo", ETH_P_ALL))
    tap.settimeout(5)
    rip.bind((HOST, 520))

    rip.sendto(RIP_REQUEST, (HOST, 520))
    show("RIP", tap, RIP_REQUEST)
    with socket.create_connection((HOST, 179), timeout=5) as peer:
        peer.sendall(BGP_KEEPALIVE)
        show("BGP", tap, BGP_KEEPALIVE)
    ospf.sendto(OSPF_HELLO, (HOST, 0))
    show("OSPF", tap, OSPF_HELLO)
    length = struct.pack("!H", len(ISIS_HELLO))
    tap.send(bytes(12) + length + ISIS_HELLO)
    show("IS-IS", tap, ISIS_HELLO)
