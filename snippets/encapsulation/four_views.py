"""Receive one message at four heights of the stack.

Linux only, as root: it opens a packet socket and a raw socket.
"""

import socket

# linux/if_packet.h and linux/if_ether.h
SOL_PACKET, PACKET_IGNORE_OUTGOING, ETH_P_IP = 263, 23, 0x0800


def packet_socket(kind):
    sock = socket.socket(socket.AF_PACKET, kind)
    # Loopback shows a frame on its way out and again on its way in.
    sock.setsockopt(SOL_PACKET, PACKET_IGNORE_OUTGOING, 1)
    sock.bind(("lo", ETH_P_IP))
    return sock


def receive(sock):
    """Wait for our message; something else may be on this wire."""
    sock.settimeout(5)
    while not (unit := sock.recv(2048)).endswith(message):
        pass
    return unit


message = b"Hello, four layers!"
with (
    packet_socket(socket.SOCK_RAW) as link,
    packet_socket(socket.SOCK_DGRAM) as internet,
    socket.socket(socket.AF_INET, socket.SOCK_RAW, 17) as raw,
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp,
):
    udp.bind(("127.0.0.1", 0))
    udp.sendto(message, udp.getsockname())
    frame, packet = receive(link), receive(internet)
    datagram, data = receive(raw)[20:], receive(udp)

for name, unit in (
    ("message", data), ("UDP datagram", datagram),
    ("packet", packet), ("frame", frame),
):
    print(f"{name:12} {len(unit)} bytes")
print("datagram ends in the message:", datagram[8:] == data)
print("packet ends in the datagram: ", packet[20:] == datagram)
print("frame ends in the packet:    ", frame[14:] == packet)
