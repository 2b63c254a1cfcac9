"""Build an ARP request, take it apart, and make the reply from it."""

import socket
import struct

ARP = struct.Struct("!HHBBH6s4s6s4s")
ETHERNET, IPV4, REQUEST, REPLY = 1, 0x0800, 1, 2
NAMES = ("hardware type", "protocol type", "hardware length",
         "protocol length", "operation", "sender MAC", "sender IP",
         "target MAC", "target IP")


def frame(destination, source, *fields):
    """Ethernet II: two addresses, the EtherType of ARP, the message."""
    ether = destination + source + (0x0806).to_bytes(2, "big")
    return ether + ARP.pack(ETHERNET, IPV4, 6, 4, *fields)


def show(frame):
    print("  to", frame[:6].hex(":"), "from", frame[6:12].hex(":"),
          "EtherType", frame[12:14].hex())
    for name, value in zip(NAMES, ARP.unpack(frame[14:])):
        if "MAC" in name:
            value = value.hex(":")
        elif "IP" in name:
            value = socket.inet_ntoa(value)
        elif name == "protocol type":
            value = f"{value:04x} (IPv4)"
        print(f"  {name:15} {value}")


mac_1 = bytes.fromhex("02 00 00 00 00 01")
mac_2 = bytes.fromhex("02 00 00 00 00 02")
ip_1, ip_2 = map(socket.inet_aton, ("192.0.2.1", "192.0.2.2"))

print("request:")
broadcast, unknown = b"\xff" * 6, bytes(6)
request = frame(broadcast, mac_2, REQUEST, mac_2, ip_2, unknown, ip_1)
show(request)

# The owner of 192.0.2.1 swaps the two pairs and fills in its MAC.
*_, asker, asker_ip, _, my_ip = ARP.unpack(request[14:])
print("reply:")
reply = frame(asker, mac_1, REPLY, mac_1, my_ip, asker, asker_ip)
show(reply)
print("bytes in a message:", ARP.size, "- in a frame:", len(reply))
