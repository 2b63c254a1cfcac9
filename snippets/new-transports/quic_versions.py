"""A QUIC client and server disagree on a version, over plain UDP."""

import socket
import struct

# Bit 7: a long header. Bit 6 is fixed at 1 in version 1.
LONG_HEADER, FIXED_BIT = 0x80, 0x40
NEGOTIATION, VERSION_1 = 0, 1
# Versions of the form 0x?a?a?a?a exist only to be refused.
GREASE = 0x1A2A3A4A


def ids(destination, source):
    """Two connection identifiers, each after its length."""
    return (bytes([len(destination)]) + destination
            + bytes([len(source)]) + source)


def read_ids(packet):
    end = 6 + packet[5]
    destination = packet[6:end]
    source = packet[end + 1:end + 1 + packet[end]]
    return destination, source, packet[end + 1 + packet[end]:]


with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server, \
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
    server.bind(("127.0.0.1", 0))
    for sock in server, client:
        sock.settimeout(5)

    first = struct.pack("!BI", LONG_HEADER | FIXED_BIT, GREASE)
    first += ids(b"server-1", b"client-1")
    # The datagram of a first packet has at least 1200 bytes.
    client.sendto(first.ljust(1200, b"\0"), server.getsockname())

    packet, address = server.recvfrom(2048)
    version, = struct.unpack_from("!I", packet, 1)
    print(f"server: a packet of version {version:08x}; unknown")
    destination, source, rest = read_ids(packet)
    reply = struct.pack("!BI", LONG_HEADER, NEGOTIATION)
    # The identifiers go back crosswise.
    reply += ids(source, destination) + struct.pack("!I", VERSION_1)
    server.sendto(reply, address)

    destination, source, versions = read_ids(client.recv(2048))
    print("client: the answer is for", destination, "from", source)
    print("client: the server speaks version", versions.hex())
