"""Count what is on the wire before the first acknowledgement.

Linux only, as root: it is the wire of a TUN device of its own.
"""

import ctypes
import fcntl
import select
import socket
import subprocess
import sys
from struct import pack, unpack

# From linux/if_tun.h: make a device, one for bare IP packets.
TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000
PORT = 25770

if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)


def on_the_wire(tun):
    """The packets that wait there now: nobody else carries them."""
    packets = []
    while select.select([tun], [], [], 0.1)[0]:
        packet = tun.read(2048)
        if packet[0] >> 4 == 4:  # IPv4
            packets.append(packet)
    return packets


def deliver(packets):
    """From 192.0.2.2 back to where they came from."""
    for packet in packets:
        source, destination = packet[12:16], packet[16:20]
        tun.write(packet[:12] + destination + source + packet[20:])


def sizes(packets):
    """The bytes of data in each; what is sent again counts once."""
    found = {}
    for packet in packets:
        port, to, number = unpack("!HHI", packet[20:28])
        size = len(packet) - 20 - 4 * (packet[32] >> 4)
        if to == PORT and size:
            found[number] = size
    return list(found.values())


with open("/dev/net/tun", "r+b", buffering=0) as tun:
    # struct ifreq: a name in 16 bytes, flags in 2, the rest zeros.
    request = pack("16sH22x", b"wire", IFF_TUN | IFF_NO_PI)
    fcntl.ioctl(tun, TUNSETIFF, request)
    for words in ("addr add 192.0.2.1/24 dev wire",
                  "link set wire up",
                  "route add 192.0.2.2 dev wire rto_min 20s"):
        subprocess.run(["ip", *words.split()], check=True)

    for nodelay in False, True:
        with socket.create_server(("192.0.2.1", PORT)) as listener, \
                socket.socket() as sender:
            sender.setblocking(False)
            sender.connect_ex(("192.0.2.2", PORT))
            for segment in "SYN", "SYN+ACK", "ACK":
                deliver(on_the_wire(tun))
            sender.setsockopt(
                socket.IPPROTO_TCP, socket.TCP_NODELAY, nodelay)
            for _ in range(8):
                sender.sendall(b"small")

            packets = on_the_wire(tun)
            print("TCP_NODELAY:", nodelay)
            print("  nothing acknowledged:", sizes(packets))
            deliver(packets)
            deliver(on_the_wire(tun))  # acknowledgements
            print("  then:", sizes(on_the_wire(tun)))
