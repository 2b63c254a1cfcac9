"""Lose, double and delay what TCP and UDP send over one wire.

Linux only, as root: it is the wire of a TUN device of its own.
"""

import fcntl
import os
import random
import socket
import struct
import subprocess
import threading
from hashlib import sha256

HERE, THERE = ("192.0.2.1", 25310), ("192.0.2.2", 25310)
LOST, DOUBLED, LATE, LAST = {3, 4, 16}, {7, 18}, {9, 12}, 250
DATA = random.Random(7).randbytes(100_000)
sent = []

tun = os.open("/dev/net/tun", os.O_RDWR)
# TUNSETIFF with IFF_TUN | IFF_NO_PI: bare IP packets.
fcntl.ioctl(tun, 0x400454CA, struct.pack("16sH22x", b"wire", 0x1001))
for words in "addr add 192.0.2.1/24 dev wire", "link set wire up":
    subprocess.run(["ip", *words.split()], check=True)


def wire():
    """What goes out to 192.0.2.2 comes back in from there, or not."""
    number, late = 0, []
    while number != LAST:
        packet, number = os.read(tun, 2048), 0
        if packet[0] >> 4 != 4:
            continue
        if packet[9] == socket.IPPROTO_UDP:
            number = packet[28]
        elif len(packet) > 1000:
            sequence = packet[24:28]
            # What TCP sends again, the wire leaves in peace.
            if sequence not in sent:
                number = len(set(sent)) + 1
            sent.append(sequence)
        addresses = packet[16:20] + packet[12:16]
        packet = packet[:12] + addresses + packet[20:]
        if number in LATE:
            late.append(packet)
        elif number not in LOST:
            for one in [packet] * (1 + (number in DOUBLED)) + late:
                os.write(tun, one)
            late.clear()


thread = threading.Thread(target=wire)
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
os.close(tun)
