"""Exchange two words of a segment; the checksum stays the same.

Linux only, as root: it is the wire of a TUN device of its own.
"""

import fcntl
import hashlib
import os
import socket
import struct
import subprocess
import threading

PORT = 25313
MESSAGE = b"pay 1000 to 2000"

tun = os.open("/dev/net/tun", os.O_RDWR)
# TUNSETIFF with IFF_TUN | IFF_NO_PI: bare IP packets.
fcntl.ioctl(tun, 0x400454CA, struct.pack("16sH22x", b"wire", 0x1001))
for words in "addr add 192.0.2.1/24 dev wire", "link set wire up":
    subprocess.run(["ip", *words.split()], check=True)


def wire():
    """Reflect every packet; exchange two 16-bit words of ours."""
    while not (packet := os.read(tun, 2048)).endswith(b"stop"):
        if packet[0] >> 4 != 4:
            continue
        addresses = packet[16:20] + packet[12:16]
        packet = packet[:12] + addresses + packet[20:]
        # A sum does not depend on the order of what is added.
        os.write(tun, packet.replace(MESSAGE, b"pay 2000 to 1000"))


thread = threading.Thread(target=wire)
thread.start()
with socket.create_server(("192.0.2.1", PORT)) as listener:
    client = socket.create_connection(("192.0.2.2", PORT), timeout=10)
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
    sock.sendto(b"stop", ("192.0.2.2", 9))
thread.join()
os.close(tun)
