"""Put a message into a UDP datagram, and that into an IPv4 packet."""

import socket
import struct


def checksum(data):
    """Add up 16-bit words, fold the carries in, invert (RFC 1071)."""
    data += b"\0" * (len(data) % 2)
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


source = socket.inet_aton("192.0.2.1")
target = socket.inet_aton("192.0.2.2")
message = b"Hello"

# UDP: two ports, length, checksum. The checksum also covers a
# pseudo-header, which is added up and not sent: the addresses, the
# protocol and the length. So most misdelivered datagrams fail.
length = 8 + len(message)
pseudo = struct.pack("!4s4sBBH", source, target, 0, 17, length)
draft = struct.pack("!HHHH", 50000, 7, length, 0)
udp = struct.pack("!HHHH", 50000, 7, length,
                  checksum(pseudo + draft + message) or 0xFFFF)
datagram = udp + message

# IPv4: version 4 and a header of 5 words in the first byte; 64 hops
# at most; protocol 17, UDP. Its checksum covers the header alone.
fields = [0x45, 0, 20 + len(datagram), 0, 0, 64, 17, 0, source, target]
fields[7] = checksum(struct.pack("!BBHHHBBH4s4s", *fields))
header = struct.pack("!BBHHHBBH4s4s", *fields)
packet = header + datagram

print(f"message   {len(message):2}", message.hex(" "))
print(f"udp       {len(udp):2}", udp.hex(" "))
print(f"ipv4      {len(header):2}", header[:10].hex(" "))
print(f"             {header[10:].hex(' ')}")
print("IPv4 checksum verifies:", checksum(header) == 0)
print("UDP checksum verifies: ", checksum(pseudo + datagram) == 0)
print(f"packet {len(packet)} > datagram {len(datagram)}"
      f" > message {len(message)}")
