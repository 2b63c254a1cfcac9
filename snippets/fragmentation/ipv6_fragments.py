"""Send a large datagram over IPv6 and find the extra header.

Linux only, as root: it opens a packet socket and sets an MTU.
"""

import socket
import struct
import subprocess

ETH_P_IPV6 = 0x86DD
FRAGMENT, UDP = 44, 17

command = "ip link set lo up mtu 1500"
subprocess.run(command.split(), check=True)

with socket.socket(socket.AF_PACKET, socket.SOCK_RAW) as tap, \
        socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as receiver, \
        socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as sender:
    tap.bind(("lo", ETH_P_IPV6))
    receiver.bind(("::1", 0))
    for sock in tap, receiver:
        sock.settimeout(5)

    for size in 1000, 4000:
        sender.sendto(bytes(size), receiver.getsockname())
        print("received", len(receiver.recv(9000)), "bytes")
        more = True
        while more:
            packet = tap.recv(2048)[14:]
            next_header = packet[6]
            more = False
            if next_header == UDP:
                print("  40 bytes of IPv6 header, then UDP at once")
            elif next_header == FRAGMENT:
                # Eight bytes that only a fragment has.
                last, _, word = struct.unpack_from("!BBH", packet, 40)
                more = bool(word & 1)
                print(f"  fragment header: offset {word & 0xFFF8:4},"
                      f" more: {more!s:5} then protocol {last}")
