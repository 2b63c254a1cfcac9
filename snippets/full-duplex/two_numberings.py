"""Count the bytes of each direction by what is on the wire.

Linux only, as root: it opens a packet socket on the loopback.
"""

import ctypes
import socket
import struct
import subprocess
import sys

IPV4 = 0x0800

if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)


def next_data():
    """The next segment with data: from where, seq, ack, and data."""
    while True:
        packet, (_, _, kind, *_) = sniffer.recvfrom(65535)
        # Each header says in words of four bytes how long it is: IP's
        # in the low half of byte 0, TCP's in the high half of byte 12.
        segment = packet[(packet[0] & 15) * 4:]
        data = segment[(segment[12] >> 4) * 4:]
        # On the loopback what goes out also comes in: count it once.
        if kind != socket.PACKET_OUTGOING and data:
            source, seq, ack = struct.unpack("!HxxII", segment[:12])
            return source, seq, ack, data


sniffer = socket.socket(
    socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(IPV4)
)
sniffer.bind(("lo", IPV4))
sniffer.settimeout(5)
with sniffer, socket.create_server(("127.0.0.1", 0)) as listener:
    client = socket.create_connection(listener.getsockname(), timeout=5)
    server, _ = listener.accept()
    with client, server:
        server.settimeout(5)
        port = server.getsockname()[1]
        begin = {}
        for sock, peer, data in (
            (client, server, b"12345"), (server, client, b"abc"),
            (client, server, b"67"), (server, client, b"defg"),
        ):
            sock.sendall(data)
            source, seq, ack, data = next_data()
            who = "server" if source == port else "client"
            other = "client" if who == "server" else "server"
            # Each side begins to count where it likes.
            begin.setdefault(who, seq)
            begin.setdefault(other, ack)
            at = seq - begin[who]
            print(f"{who} sends its bytes {at} to {at + len(data) - 1}",
                  f"and acknowledges {ack - begin[other]}")
            peer.recv(1024)
