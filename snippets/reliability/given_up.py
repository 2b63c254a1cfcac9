"""Cut the wire of a connection; TCP gives up and says so.

Linux only, as root: it is the wire of a TUN device of its own.
"""

import errno
import fcntl
import os
import socket
import struct
import subprocess
import threading

PORT = 25312
tun = os.open("/dev/net/tun", os.O_RDWR)
# TUNSETIFF with IFF_TUN | IFF_NO_PI: bare IP packets.
fcntl.ioctl(tun, 0x400454CA, struct.pack("16sH22x", b"wire", 0x1001))
for words in "addr add 192.0.2.1/24 dev wire", "link set wire up":
    subprocess.run(["ip", *words.split()], check=True)
cut = threading.Event()
swallowed = []


def wire():
    """Reflect every packet; swallow them once the wire is cut."""
    while not (packet := os.read(tun, 2048)).endswith(b"stop"):
        if packet[0] >> 4 != 4:
            continue
        if cut.is_set():
            swallowed.append(packet)
        else:
            addresses = packet[16:20] + packet[12:16]
            os.write(tun, packet[:12] + addresses + packet[20:])


thread = threading.Thread(target=wire)
thread.start()
with socket.create_server(("192.0.2.1", PORT)) as listener:
    client = socket.create_connection(("192.0.2.2", PORT), timeout=15)
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
    sock.sendto(b"stop", ("192.0.2.2", 9))
thread.join()
os.close(tun)
copies = sum(packet.endswith(b"hello?") for packet in swallowed)
print("hello? was sent more than once:", copies > 1)
