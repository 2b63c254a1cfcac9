"""Send one word over IPv4 and over IPv6 and read the two IP headers.

Linux only, as root: it opens packet sockets on the loopback. Needs
IPv6.
"""

import ctypes
import socket
import struct
import subprocess
import sys

HOSTS = {socket.AF_INET: "127.0.0.1", socket.AF_INET6: "::1"}
ETHERTYPES = {socket.AF_INET: 0x0800, socket.AF_INET6: 0x86DD}
ETHERNET_HEADER = 14

if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
try:
    socket.create_server(("::1", 0), family=socket.AF_INET6).close()
except OSError:
    sys.exit("needs IPv6: there is no ::1 here")

for family, host in HOSTS.items():
    with socket.socket(socket.AF_PACKET, socket.SOCK_RAW) as tap, \
            socket.socket(family, socket.SOCK_DGRAM) as receiver, \
            socket.socket(family, socket.SOCK_DGRAM) as sender:
        # Bound to one EtherType, the tap sees what arrives, once.
        tap.bind(("lo", ETHERTYPES[family]))
        tap.settimeout(5)
        receiver.bind((host, 0))
        receiver.settimeout(5)
        sender.sendto(b"hello", receiver.getsockname())
        print(f"{host}: the program receives", receiver.recv(100))
        frame = tap.recv(2048)

    packet = frame[ETHERNET_HEADER:]
    print("  EtherType       ", frame[12:14].hex())
    # The first four bits of the packet.
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
