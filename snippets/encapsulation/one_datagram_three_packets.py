"""Send one UDP datagram that needs three packets, so three frames.

Linux only, as root: it makes a TAP device, a network card whose cable
ends in this program.
"""

import ctypes
import fcntl
import select
import socket
import struct
import subprocess
import sys

if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)

# linux/if_tun.h: the request that turns an open file into a device,
# and two flags: a device of layer 2, and bare frames, please.
TUNSETIFF, IFF_TAP, IFF_NO_PI = 0x400454CA, 0x0002, 0x1000
IPV4 = b"\x08\x00"  # the type in the header of a frame


def ip(command):
    subprocess.run(["ip", *command.split()], check=True)


def read_frame(wire):
    if not select.select([wire], [], [], 5)[0]:
        raise TimeoutError("no frame within 5 seconds")
    return wire.read(2048)


message = bytes(3000)
with (
    open("/dev/net/tun", "r+b", buffering=0) as wire,
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock,
):
    # What ioctl wants: 40 bytes, 16 for the name, 2 for flags.
    request = struct.pack("16sH22x", b"tap9", IFF_TAP | IFF_NO_PI)
    fcntl.ioctl(wire, TUNSETIFF, request)
    ip("link set tap9 up mtu 1500")
    ip("address add 192.0.2.1/24 dev tap9")
    # The neighbour's MAC address, so that nobody has to ask for it.
    ip("neighbour add 192.0.2.2 lladdr 02:00:00:00:00:02 dev tap9")

    sock.sendto(message, ("192.0.2.2", 7))
    datagram = b""
    while len(datagram) < 8 + len(message):
        frame = read_frame(wire)
        if frame[12:14] != IPV4:
            continue  # the kernel greets IPv6 neighbours
        packet = frame[14:]
        # In the IPv4 header: the length at 2, at 6 three flags and
        # 13 bits that say where this piece belongs, in eights.
        length, place = struct.unpack("!2xH2xH", packet[:8])
        start = (place & 0x1FFF) * 8
        piece = packet[20:length]
        print(f"frame of {len(frame):4}: packet of {length:4}: "
              f"bytes {start:4} to {start + len(piece):4} "
              f"of the datagram")
        datagram += piece

    length, _ = struct.unpack("!4xHH", datagram[:8])
    print(f"UDP header: datagram of {length} bytes, one for them all")
    print("message complete:", datagram[8:] == message)
