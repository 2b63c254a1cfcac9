"""Send one UDP datagram that needs three packets, so three frames.

Linux only, as root: it makes a TAP device, a network card whose cable
ends in this program.
"""

import fcntl
import select
import socket
import struct
import subprocess

# linux/if_tun.h
TUNSETIFF, IFF_TAP, IFF_NO_PI = 0x400454CA, 0x0002, 0x1000


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
        if frame[12:14] != b"\x08\x00":
            continue  # not IPv4: the kernel greets IPv6 neighbours
        packet = frame[14:]
        length, flags = struct.unpack("!2xH2xH", packet[:8])
        piece = packet[20:length]
        print(f"frame of {len(frame):4}: packet of {length:4}: "
              f"bytes {(flags & 0x1FFF) * 8:4} to "
              f"{(flags & 0x1FFF) * 8 + len(piece):4} of the datagram")
        datagram += piece

    length, stored = struct.unpack("!4xHH", datagram[:8])
    print(f"UDP header: datagram of {length} bytes, one for them all")
    print("message complete:", datagram[8:] == message)
