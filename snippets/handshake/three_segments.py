"""Print every segment while a client connects and a server accepts.

Linux only, as root: it opens a packet socket on the loopback.
"""

import socket
import struct

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
        # The loopback shows each packet twice: going out, coming in.
        if kind == socket.PACKET_OUTGOING:
            continue
        header = packet[(packet[0] & 15) * 4:]
        source, _, seq, ack, _, bits = struct.unpack(
            "!HHIIBB", header[:14]
        )
        who = "server" if source == port else "client"
        first_number.setdefault(who, seq)
        names = "+".join(n for bit, n in FLAGS.items() if bits & bit)
        letter, other = "KJ" if who == "server" else "JK"
        text = f"{who}  {names:8} seq {letter}"
        if offset := seq - first_number[who]:
            text += f"+{offset}"
        if bits & 0x10:
            peer = "client" if who == "server" else "server"
            text += f", ack {other}+{ack - first_number[peer]}"
        yield text


with sniffer, socket.create_server(("127.0.0.1", 0)) as listener:
    port = listener.getsockname()[1]
    print("during listen: ", *list(segments()) or ["nothing"])

    client = socket.create_connection(("127.0.0.1", port), timeout=5)
    print("during connect:", *segments(), sep="\n   ")

    conn, _ = listener.accept()
    print("during accept: ", *list(segments()) or ["nothing"])

    with client, conn:
        print("both ends name the same two ports:",
              client.getsockname() == conn.getpeername())
