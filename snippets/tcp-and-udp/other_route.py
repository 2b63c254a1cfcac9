"""Linux only, as root: move a TCP connection to another route."""

import ctypes
import fcntl
import socket
import struct
import subprocess
import sys
import threading

HERE, THERE = ("192.0.2.1", 25123), ("192.0.2.2", 25123)
# From linux/if_tun.h: make a device, one for bare IP packets.
TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000
SYN = 2

if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)


def ip(words):
    subprocess.run(["ip", *words.split()], check=True)


def wire(tun, seen):
    """Hand back what goes out, with the two addresses exchanged."""
    while not (packet := tun.read(2048)).endswith(b"stop"):
        if packet[0] >> 4 != 4:  # not IPv4
            continue
        source, destination = packet[12:16], packet[16:20]
        tun.write(packet[:12] + destination + source + packet[20:])
        # After 20 bytes of IP header comes TCP's: flags in byte 13, and
        # its length, in words of 4 bytes, in the high half of byte 12.
        segment = packet[20:]
        if segment[13] & SYN:
            seen.add("SYN")
        if data := segment[(segment[12] >> 4) * 4 :]:
            seen.add(data.decode())


seen, threads = {"left": set(), "right": set()}, []
with (
    open("/dev/net/tun", "r+b", buffering=0) as left,
    open("/dev/net/tun", "r+b", buffering=0) as right,
):
    for name, tun in ("left", left), ("right", right):
        # struct ifreq: a name in 16 bytes, flags in 2, the rest zeros.
        request = struct.pack(
            "16sH22x", name.encode(), IFF_TUN | IFF_NO_PI
        )
        fcntl.ioctl(tun, TUNSETIFF, request)
        ip(f"link set {name} up")
        thread = threading.Thread(
            target=wire, args=[tun, seen[name]], daemon=True
        )
        thread.start()
        threads.append(thread)
    ip("addr add 192.0.2.1/32 dev left")
    ip("route add 192.0.2.2 dev left")

    with socket.create_server(HERE) as listener:
        client = socket.create_connection(THERE, timeout=10)
        conn, peer = listener.accept()
    with client, conn, conn.makefile("rb") as stream:
        conn.settimeout(10)
        client.sendall(b"before")
        print("received", stream.read(6))
        ip("route replace 192.0.2.2 dev right src 192.0.2.1")
        client.sendall(b"after")
        print("received", stream.read(5), "on the same connection")

    with socket.socket(type=socket.SOCK_DGRAM) as sock:
        for name in ("right", "left"):
            ip(f"route replace 192.0.2.2 dev {name} src 192.0.2.1")
            sock.sendto(b"stop", THERE)
    for thread in threads:
        thread.join()
for name, words in seen.items():
    print(f"{name:5} carried", *sorted(words))
