"""Send one word over IPv4 and over IPv6 and read the two IP headers.

Linux only, as root: it opens packet sockets on the loopback.
"""

import socket
import struct
import subprocess

HOSTS = {socket.AF_INET: "127.0.0.1", socket.AF_INET6: "::1"}
ETHERTYPES = {socket.AF_INET: 0x0800, socket.AF_INET6: 0x86DD}
ETHERNET_HEADER = 14

# A new network namespace has its loopback switched off.
subprocess.run(["ip", "link", "set", "lo", "up"], check=True)

for family, host in HOSTS.items():
    # Bound to one EtherType, the tap sees what arrives, once.
    tap = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
    tap.bind(("lo", ETHERTYPES[family]))
    tap.settimeout(5)
    receiver = socket.socket(family, socket.SOCK_DGRAM)
    receiver.bind((host, 0))
    receiver.settimeout(5)
    sender = socket.socket(family, socket.SOCK_DGRAM)
    with tap, receiver, sender:
        sender.sendto(b"hello", receiver.getsockname())
        print(f"{host}: the program receives", receiver.recv(100))
        frame = tap.recv(2048)

    packet = frame[ETHERNET_HEADER:]
    print("  EtherType       ", frame[12:14].hex())
    print("  version         ", packet[0] >> 4)
    if family == socket.AF_INET:
        length = (packet[0] & 0x0F) * 4
        ttl, protocol, checksum = struct.unpack_from("!BBH", packet, 8)
        source, target = packet[12:16], packet[16:20]
        print("  header checksum ", "yes" if checksum else "no")
    else:
        length = 40
        protocol, ttl = packet[6:8]
        source, target = packet[8:24], packet[24:40]
        print("  header checksum  no such field")
    print("  header          ", length, "bytes")
    print("  TTL or hop limit", ttl)
    print("  carries protocol", protocol, "(UDP)")
    print("  source          ", socket.inet_ntop(family, source))
    print("  destination     ", socket.inet_ntop(family, target))
