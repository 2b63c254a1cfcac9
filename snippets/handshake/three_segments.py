"""Print every segment while a client connects and a server accepts.

Linux only, as root: it opens a packet socket on the loopback.
"""

import ctypes
import socket
import struct
import subprocess
import sys

if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)

FLAGS = {0x02: "SYN", 0x10: "ACK", 0x01: "FIN", 0x04: "RST"}
IPV4 = 0x0800

sniffer = socket.socket(
    socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(IPV4)
)
sniffer.bind(("lo", IPV4))
# Silence of this length ends a look at the wire.
sniffer.settimeout(0.1)
first_number = {}


def segments():
    """Yield who sent each segment so far, its flags, and seq and ack
    counted from the first number that each side chose (J and K)."""
    while True:
        try:
            packet, (_, _, kind, *_) = sniffer.recvfrom(65535)
        except TimeoutError:
            return
        # Each packet is seen twice here: going out, and coming in.
        if kind == socket.PACKET_OUTGOING:
            continue
        # The IP header says its own length, in units of four bytes.
        header = packet[4 * (packet[0] & 15):]
        # H: two bytes; I: four; B: one. All of it in network order.
        source, _, seq, ack, _, bits = struct.unpack(
            "!HHIIBB", header[:14]
        )
        who, peer = (("server", "client") if source == port
                     else ("client", "server"))
        first_number.setdefault(who, seq)
        letter = {"client": "J", "server": "K"}
        names = "+".join(n for bit, n in FLAGS.items() if bits & bit)
        text = f"{who}  {names:8} seq {letter[who]}"
        if offset := seq - first_number[who]:
            text += f"+{offset}"
        if "ACK" in names:
            text += f", ack {letter[peer]}+{ack - first_number[peer]}"
        yield text


with sniffer, socket.create_server(("127.0.0.1", 0)) as listener:
    port = listener.getsockname()[1]
    print("listen led to: ", *list(segments()) or ["nothing"])

    client = socket.create_connection(("127.0.0.1", port), timeout=5)
    print("connect led to:", *segments(), sep="\n   ")

    conn, _ = listener.accept()
    print("accept led to: ", *list(segments()) or ["nothing"])

    with client, conn:
        print("accept took our client's connection:",
              client.getsockname() == conn.getpeername())
