"""See what stops a sender: first the network's limit, then the peer's.

Linux only, as root: it is the wire of a TUN device of its own.
"""

import fcntl
import os
import select
import socket
import struct
import subprocess

tun = os.open("/dev/net/tun", os.O_RDWR)
# TUNSETIFF with IFF_TUN | IFF_NO_PI: bare IP packets.
fcntl.ioctl(tun, 0x400454CA, struct.pack("16sH22x", b"wire", 0x1001))
for words in "addr add 192.0.2.1/24 dev wire", "link set wire up":
    subprocess.run(["ip", *words.split()], check=True)


def deliver():
    """Let all that is on the wire now arrive at the other end."""
    packets = []
    while select.select([tun], [], [], 0.01)[0]:
        packets.append(os.read(tun, 2048))
    for packet in packets:
        if packet[0] >> 4 == 4:
            addresses = packet[16:20] + packet[12:16]
            os.write(tun, packet[:12] + addresses + packet[20:])


def fill(sock):
    """Send all that goes; segments under way, and the two windows."""
    while select.select([], [sock], [], 0)[1]:
        sock.send(bytes(65536))
    # struct tcp_info in linux/tcp.h has them at these places.
    info = sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 232)
    return [struct.unpack_from("I", info, n)[0] for n in (24, 80, 228)]


with (
    socket.create_server(("192.0.2.1", 25321)) as listener,
    socket.socket() as sender,
):
    # The plain algorithm of RFC 5681.
    sender.setsockopt(
        socket.IPPROTO_TCP, socket.TCP_CONGESTION, b"reno"
    )
    sender.setblocking(False)
    sender.connect_ex(("192.0.2.2", 25321))
    for segment in "SYN", "SYN+ACK", "ACK":
        deliver()

    flight, congestion, window = fill(sender)
    print("no data has been acknowledged yet; the sender stopped")
    print("  segments under way:", flight)
    print("  congestion window: ", congestion)
    print("  the peer has room for more:", window > flight * 1500)

    for _ in range(40):
        deliver()
        flight, congestion, window = fill(sender)
        if window == 0:
            break
    print("all is acknowledged, nobody has read; the sender stopped")
    print("  segments under way:", flight)
    print("  congestion window has grown:", congestion > 10)
    print("  the peer has room for more:", window > 0)
os.close(tun)
