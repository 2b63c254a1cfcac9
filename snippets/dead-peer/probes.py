"""Watch keepalive ask: while the peer is there, and after.

Linux only, as root: it is the wire of a TUN device of its own.
"""

import ctypes
import fcntl
import socket
import struct
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

PORT = 25623
# From linux/if_tun.h: make a device, one for bare IP packets.
TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000
OPTIONS = {
    socket.TCP_KEEPIDLE: 1,  # seconds of silence before it asks
    socket.TCP_KEEPINTVL: 1,  # seconds between two probes
    socket.TCP_KEEPCNT: 2,  # probes in vain until it gives up
}
FLAGS = {
    0x02: "SYN", 0x12: "SYN, ACK", 0x10: "ACK", 0x14: "RST, ACK",
}

if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)


def carry(delivered=True):
    """Print the next segment on the wire, and let it arrive or not.

    A number counts from the SYN of its side, which has number 0.
    """
    while (packet := tun.read(2048))[0] >> 4 != 4:  # not IPv4
        pass
    source, destination = packet[12:16], packet[16:20]
    segment = packet[20:]
    port, _, number = struct.unpack("!HHI", segment[:8])
    who = "server" if port == PORT else "client"
    first.setdefault(who, number)
    print(f"   {who}: {FLAGS[segment[13]]}, number",
          number - first[who])
    if delivered:
        tun.write(packet[:12] + destination + source + segment)


first = {}
with open("/dev/net/tun", "r+b", buffering=0) as tun:
    # struct ifreq: a name in 16 bytes, flags in 2, the rest zeros.
    request = struct.pack("16sH22x", b"wire", IFF_TUN | IFF_NO_PI)
    fcntl.ioctl(tun, TUNSETIFF, request)
    for words in "addr add 192.0.2.1/24 dev wire", "link set wire up":
        subprocess.run(["ip", *words.split()], check=True)
    with (
        ThreadPoolExecutor() as pool,
        socket.create_server(("192.0.2.1", PORT)),
        socket.socket(socket.AF_INET, socket.SOCK_STREAM) as client,
    ):
        client.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        for option, value in OPTIONS.items():
            client.setsockopt(socket.IPPROTO_TCP, option, value)
        print("connect")
        connected = pool.submit(client.connect, ("192.0.2.2", PORT))
        for _ in range(3):
            carry()
        connected.result(5)
        received = pool.submit(client.recv, 1024)
        print("a second of silence")
        carry()
        carry()
        print("the wire is cut")
        for _ in range(3):
            carry(delivered=False)
        print("recv:", received.exception(5))
