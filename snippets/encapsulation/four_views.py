"""Receive one message at four heights of the stack.

Linux only, as root: it opens two packet sockets and a raw socket.
"""

import ctypes
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
UDP_NUMBER = 17  # in the field "protocol" of the IP header


def receive(sock):
    """Wait for our message; something else may be on this wire."""
    sock.settimeout(5)
    while not (unit := sock.recv(2048)).endswith(message):
        pass
    return unit


message = b"Hello, four layers!"
with (
    socket.socket(socket.AF_PACKET, socket.SOCK_RAW) as link,
    socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM) as internet,
    socket.socket(socket.AF_INET, socket.SOCK_RAW, UDP_NUMBER) as raw,
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp,
):
    link.bind(("lo", ETH_P_IP))
    internet.bind(("lo", ETH_P_IP))
    udp.bind(("127.0.0.1", 0))
    udp.sendto(message, udp.getsockname())
    frame, packet = receive(link), receive(internet)
    # The raw socket puts the 20 bytes of the IP header in front.
    datagram, data = receive(raw)[20:], receive(udp)

for name, unit in (
    ("message", data), ("UDP datagram", datagram),
    ("packet", packet), ("frame", frame),
):
    print(f"{name:12} {len(unit)} bytes")
print("datagram ends in the message:", datagram[8:] == data)
print("packet ends in the datagram: ", packet[20:] == datagram)
print("frame ends in the packet:    ", frame[14:] == packet)
