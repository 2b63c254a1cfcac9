"""Count the bytes of each direction by what is on the wire.

Linux only, as root: it opens a packet socket on the loopback.
"""

import socket
import struct

IPV4 = 0x0800
sniffer = socket.socket(
    socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(IPV4)
)
sniffer.bind(("lo", IPV4))
sniffer.settimeout(5)


def next_data():
    """The next segment with data: from where, seq, ack, and data."""
    while True:
        packet, (_, _, kind, *_) = sniffer.recvfrom(65535)
        header = packet[(packet[0] & 15) * 4:]
        data = header[(header[12] >> 4) * 4:]
        # The loopback shows each packet twice: going out, coming in.
        if kind != socket.PACKET_OUTGOING and data:
            source, seq, ack = struct.unpack("!HxxII", header[:12])
            return source, seq, ack, data


with sniffer, socket.create_server(("127.0.0.1", 0)) as listener:
    client = socket.create_connection(listener.getsockname(), timeout=5)
    server, _ = listener.accept()
    with client, server:
        server.settimeout(5)
        port = server.getsockname()[1]
        begin = {}
        for sock, data in (
            (client, b"12345"), (server, b"abc"),
            (client, b"67"), (server, b"defg"),
        ):
            sock.sendall(data)
            source, seq, ack, data = next_data()
            who = "server" if source == port else "client"
            begin.setdefault(who, seq)
            begin.setdefault("server", ack)
            other = "client" if who == "server" else "server"
            at = seq - begin[who]
            print(f"{who} sends its bytes {at} to {at + len(data) - 1}",
                  f"and acknowledges {ack - begin[other]}")
            (server if sock is client else client).recv(1024)
