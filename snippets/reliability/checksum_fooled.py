"""Exchange two words of a segment; the checksum stays the same.

Linux only, as root: it is the wire of a TUN device of its own.
"""

import ctypes
import fcntl
import hashlib
import socket
import struct
import subprocess
import sys
import threading

PORT = 25313
MESSAGE = b"pay 1000 to 2000"
# From linux/if_tun.h: make a device, one for bare IP packets.
TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000

if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)


def wire(tun):
    """Reflect every packet; exchange two 16-bit words of ours."""
    while not (packet := tun.read(2048)).endswith(b"stop"):
        if packet[0] >> 4 != 4:  # not IPv4
            continue
        source, destination = packet[12:16], packet[16:20]
        packet = packet[:12] + destination + source + packet[20:]
        # A sum does not depend on the order of what is added.
        tun.write(packet.replace(MESSAGE, b"pay 2000 to 1000"))


with open("/dev/net/tun", "r+b", buffering=0) as tun:
    # struct ifreq: a name in 16 bytes, flags in 2, the rest zeros.
    request = struct.pack("16sH22x", b"wire", IFF_TUN | IFF_NO_PI)
    fcntl.ioctl(tun, TUNSETIFF, request)
    for words in "addr add 192.0.2.1/24 dev wire", "link set wire up":
        subprocess.run(["ip", *words.split()], check=True)
    thread = threading.Thread(target=wire, args=[tun], daemon=True)
    thread.start()

    with socket.create_server(("192.0.2.1", PORT)) as listener:
        address = ("192.0.2.2", PORT)
        client = socket.create_connection(address, timeout=10)
        conn, _ = listener.accept()
    with conn, conn.makefile("rb") as stream:
        conn.settimeout(10)
        with client:
            client.sendall(MESSAGE)
            client.sendall(hashlib.sha256(MESSAGE).digest())
        got = stream.read(len(MESSAGE))
        digest = stream.read(32)
    print("sent:    ", MESSAGE)
    print("received:", got)
    print("SHA-256 agrees:", hashlib.sha256(got).digest() == digest)

    with socket.socket(type=socket.SOCK_DGRAM) as sock:
        sock.sendto(b"stop", address)
    thread.join()
