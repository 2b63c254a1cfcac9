"""Lose, double and delay what TCP and UDP send over one wire.

Linux only, as root: it is the wire of a TUN device of its own.
"""

import ctypes
import fcntl
import os
import random
import socket
import struct
import subprocess
import sys
import threading
from hashlib import sha256

HERE, THERE = ("192.0.2.1", 25310), ("192.0.2.2", 25310)
LOST, DOUBLED, LATE, LAST = {3, 4, 16}, {7, 18}, {9, 12}, 250
DATA = random.Random(7).randbytes(100_000)
# From linux/if_tun.h: make a device, one for bare IP packets.
TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000
sent = []

if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)


def wire(tun):
    """What goes out to 192.0.2.2 comes back in from there, or not."""
    # On one processor: from several, one packet may pass another.
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    number, late = 0, []
    while number != LAST:
        packet, number = tun.read(2048), 0
        if packet[0] >> 4 != 4:  # not IPv4
            continue
        # 20 bytes of IP header; byte 9 names what they carry.
        header, payload = packet[:20], packet[20:]
        if header[9] == socket.IPPROTO_UDP:
            number = payload[8]  # the first byte after UDP's header
        elif len(payload) > 1000:
            sequence = payload[4:8]
            # What TCP sends again, the wire leaves in peace.
            if sequence not in sent:
                number = len(set(sent)) + 1
            sent.append(sequence)
        source, destination = header[12:16], header[16:20]
        packet = header[:12] + destination + source + payload
        if number in LATE:
            late.append(packet)
        elif number not in LOST:
            for one in [packet] * (1 + (number in DOUBLED)) + late:
                tun.write(one)
            late.clear()


with open("/dev/net/tun", "r+b", buffering=0) as tun:
    # struct ifreq: a name in 16 bytes, flags in 2, the rest zeros.
    request = struct.pack("16sH22x", b"wire", IFF_TUN | IFF_NO_PI)
    fcntl.ioctl(tun, TUNSETIFF, request)
    for words in "addr add 192.0.2.1/24 dev wire", "link set wire up":
        subprocess.run(["ip", *words.split()], check=True)
    thread = threading.Thread(target=wire, args=[tun], daemon=True)
    thread.start()

    with socket.create_server(HERE) as listener:
        client = socket.create_connection(THERE, timeout=10)
        conn, _ = listener.accept()
    with conn, conn.makefile("rb") as stream:
        conn.settimeout(10)
        with client:
            client.sendall(DATA)
        got = stream.read()
    same = sha256(got).digest() == sha256(DATA).digest()
    first = list(dict.fromkeys(sent))
    print("TCP, lost segments that the wire saw again:",
          [n for n in sorted(LOST) if sent.count(first[n - 1]) > 1])
    print(f"TCP, {len(got)} bytes came, same SHA-256: {same}")

    with socket.socket(type=socket.SOCK_DGRAM) as sock:
        sock.bind(HERE)
        sock.settimeout(10)
        for number in [*range(1, 21), LAST]:
            sock.sendto(bytes([number]), THERE)
        print("UDP came:", *iter(lambda: sock.recv(1)[0], LAST))
    thread.join()
