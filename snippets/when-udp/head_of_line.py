"""One of six messages is late: what of the others can be read?

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
HERE, THERE = "192.0.2.1", "192.0.2.2"

if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)


def cross(tun, seconds, lost=b"no message"):
    """Let packets cross, but not one, until it is quiet."""
    while select.select([tun], [], [], seconds)[0]:
        packet = tun.read(2048)
        if packet[0] >> 4 == 4 and lost not in packet:  # 4: IPv4
            # What goes to 192.0.2.2 comes back in from there.
            tun.write(packet[:12] + packet[16:20] + packet[12:16]
                      + packet[20:])


def read_all(sock):
    text = b""
    while select.select([sock], [], [], 0)[0]:
        text += sock.recv(1024)
    return text.decode().removeprefix("message ").split("message ")


def send_and_read(sender, receiver, tun):
    for number in range(1, 7):
        sender.send(b"message %d" % number)  # small: it fits in
    cross(tun, 0, lost=b"message 3")
    print("   while 3 is lost:", *read_all(receiver))
    # TCP's second repetition comes after a fifth of a second or so.
    cross(tun, 0.7)
    print("   later:", *read_all(receiver))


with (
    open("/dev/net/tun", "r+b", buffering=0) as tun,
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp,
    socket.socket(socket.AF_INET, socket.SOCK_STREAM) as client,
    socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener,
):
    # struct ifreq: a name in 16 bytes, flags in 2, the rest zeros.
    request = struct.pack("16sH22x", b"wire", IFF_TUN | IFF_NO_PI)
    fcntl.ioctl(tun, TUNSETIFF, request)
    for words in "addr add 192.0.2.1/24 dev wire", "link set wire up":
        subprocess.run(["ip", *words.split()], check=True)

    udp.bind((HERE, 0))
    udp.connect((THERE, udp.getsockname()[1]))
    print("UDP")
    send_and_read(udp, udp, tun)

    listener.bind((HERE, 0))
    listener.listen()
    client.setblocking(False)
    client.connect_ex((THERE, listener.getsockname()[1]))
    cross(tun, 0.1)
    conn, _ = listener.accept()
    with conn:
        # Each message in a segment of its own.
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        print("TCP")
        send_and_read(client, conn, tun)
