"""Cut the wire of eight connections; who notices in six seconds?

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

PORT = 25622
# From linux/if_tun.h: make a device, one for bare IP packets.
TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000
cut = threading.Event()

KEEPALIVE = {
    (socket.SOL_SOCKET, socket.SO_KEEPALIVE): 1,
    (socket.IPPROTO_TCP, socket.TCP_KEEPIDLE): 1,  # s of silence
    (socket.IPPROTO_TCP, socket.TCP_KEEPINTVL): 1,  # s between two
    (socket.IPPROTO_TCP, socket.TCP_KEEPCNT): 2,  # in vain
}
GIVE_UP = {(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT): 1500}  # ms
SETS = {"nothing": {}, "keepalive": KEEPALIVE,
        "TCP_USER_TIMEOUT": GIVE_UP, "both": KEEPALIVE | GIVE_UP}

if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)


def wire(tun):
    """Send every packet back, until the wire is cut."""
    while (packet := tun.read(2048)) and not cut.is_set():
        if packet[0] >> 4 == 4:  # IPv4
            source, destination = packet[12:16], packet[16:20]
            tun.write(packet[:12] + destination + source + packet[20:])


def told(sock):
    """What the next call of a socket would raise."""
    code = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
    return errno.errorcode.get(code, "nothing")


with open("/dev/net/tun", "r+b", buffering=0) as tun:
    # struct ifreq: a name in 16 bytes, flags in 2, the rest zeros.
    request = struct.pack("16sH22x", b"wire", IFF_TUN | IFF_NO_PI)
    fcntl.ioctl(tun, TUNSETIFF, request)
    for words in "addr add 192.0.2.1/24 dev wire", "link set wire up":
        subprocess.run(["ip", *words.split()], check=True)
    thread = threading.Thread(target=wire, args=[tun])
    thread.start()

    with socket.create_server(("192.0.2.1", PORT)) as listener:
        clients = [socket.create_connection(("192.0.2.2", PORT), 5)
                   for _ in range(8)]
        for sock, options in zip(clients, [*SETS.values()] * 2):
            for option, value in options.items():
                sock.setsockopt(*option, value)
        cut.set()
        for sock in clients[4:]:
            sock.sendall(b"are you there?")
        # Six seconds pass while the first of them waits in vain.
        clients[0].settimeout(6)
        try:
            clients[0].recv(1024)
        except TimeoutError:
            print(f"{'set':18}{'idle':12}data under way")
    for name, idle, busy in zip(SETS, clients, clients[4:]):
        print(f"{name:18}{told(idle):12}{told(busy)}")
    thread.join()
    for sock in clients:
        sock.close()
