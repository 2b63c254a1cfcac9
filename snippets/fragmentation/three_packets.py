"""Send one UDP datagram that needs three packets, and look at them.

Linux only, as root: it opens a packet socket and sets an MTU.
"""

import socket
import struct
import subprocess

ETH_P_IP = 0x0800
ETHERNET_HEADER = 14

# A loopback takes 65,536 bytes at a time; an Ethernet takes 1500.
command = "ip link set lo up mtu 1500"
subprocess.run(command.split(), check=True)

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
        length, number, word = struct.unpack_from("!HHH", packet, 2)
        identifications.add(number)
        more, offset = bool(word & 0x2000), (word & 0x1FFF) * 8
        data = packet[20:length]
        # Bytes 2 and 3 of a UDP header are the destination port.
        has_udp_header = data[2:4] == port.to_bytes(2, "big")
        print(f"offset {offset:4}, {len(data):4} bytes,"
              f" more: {more!s:5} UDP header: {has_udp_header}")
    print("identifications in use:", len(identifications))
