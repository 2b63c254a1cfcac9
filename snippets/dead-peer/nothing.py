"""Cut the wire of an idle connection, and plug it in again.

Linux only, as root: it is the wire of a TUN device of its own.
"""

import ctypes
import fcntl
import socket
import struct
import subprocess
import sys
import threading

PORT = 25621
# From linux/if_tun.h: make a device, one for bare IP packets.
TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000
ESTABLISHED = 1  # linux/tcp_states.h; TCP_INFO begins with it
swallowed = []
cut = threading.Event()

if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)


def wire(tun):
    """Send every packet back, or swallow it."""
    while not (packet := tun.read(2048)).endswith(b"stop"):
        if packet[0] >> 4 != 4:  # not IPv4
            continue
        if cut.is_set():
            swallowed.append(packet)
        else:
            source, destination = packet[12:16], packet[16:20]
            tun.write(packet[:12] + destination + source + packet[20:])


def report(title):
    print(title)
    for name, sock in ("client", client), ("server", conn):
        state = sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 1)
        try:
            seen = sock.recv(1024)
        except TimeoutError as error:
            seen = f"TimeoutError, {error}"
        print(f"   {name}: ESTABLISHED {state[0] == ESTABLISHED},",
              "recv:", seen)


with open("/dev/net/tun", "r+b", buffering=0) as tun:
    # struct ifreq: a name in 16 bytes, flags in 2, the rest zeros.
    request = struct.pack("16sH22x", b"wire", IFF_TUN | IFF_NO_PI)
    fcntl.ioctl(tun, TUNSETIFF, request)
    for words in "addr add 192.0.2.1/24 dev wire", "link set wire up":
        subprocess.run(["ip", *words.split()], check=True)
    thread = threading.Thread(target=wire, args=[tun], daemon=True)
    thread.start()

    with socket.create_server(("192.0.2.1", PORT)) as listener:
        client = socket.create_connection(("192.0.2.2", PORT), 1)
        conn, _ = listener.accept()
    with client, conn:
        conn.settimeout(1)
        cut.set()
        report("the wire is cut")
        print("   something has reached the cut:", bool(swallowed))
        cut.clear()
        client.sendall(b"C")
        conn.sendall(b"S")
        report("plugged in again")
        for sock in client, conn:  # reset both: nothing lingers
            linger = struct.pack("ii", True, 0)
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)

    with socket.socket(type=socket.SOCK_DGRAM) as sock:
        sock.sendto(b"stop", ("192.0.2.2", PORT))
    thread.join()
