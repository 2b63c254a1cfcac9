"""Cut the wire of a connection; TCP gives up and says so.

Linux only, as root: it is the wire of a TUN device of its own.
"""

import ctypes
import errno
import fcntl
import socket
import struct
import subprocess
import sys
import threading

PORT = 25312
# From linux/if_tun.h: make a device, one for bare IP packets.
TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000
cut = threading.Event()
swallowed = []

if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)


def wire(tun):
    """Reflect every packet; swallow them once the wire is cut."""
    while not (packet := tun.read(2048)).endswith(b"stop"):
        if packet[0] >> 4 != 4:  # not IPv4
            continue
        if cut.is_set():
            swallowed.append(packet)
        else:
            source, destination = packet[12:16], packet[16:20]
            tun.write(packet[:12] + destination + source + packet[20:])


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
        client = socket.create_connection(address, timeout=15)
        conn, _ = listener.accept()
    with client, conn:
        # Give up when data stays unacknowledged for a second.
        client.setsockopt(
            socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, 1000
        )
        cut.set()
        client.sendall(b"hello?")
        print("the wire is cut, and sendall returned")
        try:
            client.recv(1024)
        except OSError as error:
            print("recv raised", errno.errorcode[error.errno])

    with socket.socket(type=socket.SOCK_DGRAM) as sock:
        sock.sendto(b"stop", address)
    thread.join()
copies = sum(packet.endswith(b"hello?") for packet in swallowed)
print("hello? was sent more than once:", copies > 1)
