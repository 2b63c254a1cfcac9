"""See what stops a sender: first the network's limit, then the peer's.

Linux only, as root: it is the wire of a TUN device of its own.
"""

import ctypes
import fcntl
import select
import socket
import struct
import subprocess
import sys

# From linux/if_tun.h: make a device, one for bare IP packets.
TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000
# Where struct tcp_info of linux/tcp.h has three numbers: segments
# not yet acknowledged, congestion window, the peer's window.
UNACKED, SND_CWND, SND_WND, SIZE = 24, 80, 228, 232

if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)


def deliver(tun):
    """Let all that is on the wire now arrive at the other end."""
    packets = []
    while select.select([tun], [], [], 0.01)[0]:
        packets.append(tun.read(2048))
    for packet in packets:
        if packet[0] >> 4 == 4:  # IPv4
            source, destination = packet[12:16], packet[16:20]
            tun.write(packet[:12] + destination + source + packet[20:])


def fill(sock):
    """Send all that goes; segments under way, and the two windows."""
    while select.select([], [sock], [], 0)[1]:
        sock.send(bytes(65536))  # as much as there is room for
    info = sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, SIZE)
    return [
        struct.unpack_from("I", info, place)[0]
        for place in (UNACKED, SND_CWND, SND_WND)
    ]


with open("/dev/net/tun", "r+b", buffering=0) as tun:
    # struct ifreq: a name in 16 bytes, flags in 2, the rest zeros.
    request = struct.pack("16sH22x", b"wire", IFF_TUN | IFF_NO_PI)
    fcntl.ioctl(tun, TUNSETIFF, request)
    for words in "addr add 192.0.2.1/24 dev wire", "link set wire up":
        subprocess.run(["ip", *words.split()], check=True)

    with (
        socket.create_server(("192.0.2.1", 25321)) as listener,
        socket.socket() as sender,
    ):
        sender.setblocking(False)
        sender.connect_ex(("192.0.2.2", 25321))
        for segment in "SYN", "SYN+ACK", "ACK":
            deliver(tun)

        flight, limit, window = fill(sender)
        print("no data has been acknowledged yet; it stopped")
        print("  segments under way:", flight)
        print("  congestion window: ", limit)
        print("  the peer has room for more:", window > flight * 1500)

        for _ in range(40):
            deliver(tun)
            flight, limit, window = fill(sender)
            if window == 0:
                break
        print("all is acknowledged, nobody has read; it stopped")
        print("  segments under way:", flight)
        print("  congestion window has grown:", limit > 10)
        print("  the peer has room for more:", window > 0)
