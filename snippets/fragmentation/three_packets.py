"""Send one UDP datagram that needs three packets, and look at them.

Linux only, as root: it opens a packet socket and sets an MTU.
"""

import ctypes
import socket
import struct
import subprocess
import sys

ETH_P_IP = 0x0800
ETHERNET_HEADER, IP_HEADER = 14, 20
# 16 bits of an IPv4 header: three flags, then the offset in units of
# eight bytes. One flag says that more fragments follow.
MORE, OFFSET = 0x2000, 0x1FFF

if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
# A loopback takes 65,536 bytes at a time; an Ethernet takes 1500.
subprocess.run("ip link set lo mtu 1500".split(), check=True)

with socket.socket(socket.AF_PACKET, socket.SOCK_RAW) as tap, \
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as receiver, \
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
    # Bound to one EtherType, the tap sees what arrives, once.
    tap.bind(("lo", ETH_P_IP))
    receiver.bind(("127.0.0.1", 0))
    for sock in tap, receiver:
        sock.settimeout(5)
    port = receiver.getsockname()[1]

    sender.sendto(bytes(4000), ("127.0.0.1", port))
    print("one sendto, 4000 bytes; one recv:",
          len(receiver.recv(9000)), "bytes")

    identifications = set()
    more = True
    while more:
        packet = tap.recv(2048)[ETHERNET_HEADER:]
        # Bytes 2 to 7: length, identification, flags with offset.
        length, number, word = struct.unpack_from("!HHH", packet, 2)
        identifications.add(number)
        more, offset = bool(word & MORE), (word & OFFSET) * 8
        data = packet[IP_HEADER:length]
        # Bytes 2 and 3 of a UDP header are the destination port.
        has_udp_header = data[2:4] == port.to_bytes(2, "big")
        print(f"offset {offset:4}, {len(data):4} bytes,"
              f" more: {more!s:5} UDP header: {has_udp_header}")
    print("identifications in use:", len(identifications))
