"""Linux only, as root: hold one conversation over three links."""

import ctypes
import fcntl
import random
import socket
import struct
import subprocess
import sys
import threading

# linux/if_tun.h: the request that makes a device, and its kind.
TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000
# What the request takes: a name, the kind, and room for the rest.
IFREQ = struct.Struct("16sH22x")
BYTES = random.Random(1).randbytes(5000)
HERE, THERE = ("192.0.2.1", 25111), ("192.0.2.2", 25111)


def conversation(here, there):
    with socket.create_server(here) as listener:
        client = socket.create_connection(there, timeout=10)
        conn, peer = listener.accept()
        with client, conn:
            conn.settimeout(10)
            client.sendall(BYTES)
            client.shutdown(socket.SHUT_WR)
            stream = b""
            while data := conn.recv(1024):
                stream += data
            # Linux tells what is left of the MSS behind the options.
            room = client.getsockopt(
                socket.IPPROTO_TCP, socket.TCP_MAXSEG
            )
    return stream == BYTES, room


def link(tun):
    """Swap the addresses of each packet and hand it back."""
    while not (packet := tun.read(65536)).endswith(b"stop"):
        if packet[0] >> 4 == 4:
            addresses = packet[16:20] + packet[12:16]
            tun.write(packet[:12] + addresses + packet[20:])


if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)

for mtu in (9000, 1500, 576):
    with open("/dev/net/tun", "r+b", buffering=0) as tun:
        fcntl.ioctl(tun, TUNSETIFF,
                    IFREQ.pack(b"wire", IFF_TUN | IFF_NO_PI))
        for words in (
            "addr add 192.0.2.1/24 dev wire",
            f"link set wire mtu {mtu} up",
        ):
            subprocess.run(["ip", *words.split()], check=True)
        thread = threading.Thread(target=link, args=[tun], daemon=True)
        thread.start()

        same, room = conversation(HERE, THERE)
        print(f"link MTU {mtu:4}, segments up to {room:4}:",
              "5000 bytes intact:", same)

        with socket.socket(type=socket.SOCK_DGRAM) as sock:
            sock.sendto(b"stop", THERE)
        thread.join()
