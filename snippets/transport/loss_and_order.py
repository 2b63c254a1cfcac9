"""Linux only, as root: lose and swap packets of TCP and UDP."""

import fcntl
import os
import socket
import struct
import subprocess
import threading

WORDS = [b"one ", b"two ", b"three ", b"four ", b"five "]


def wire(tun):
    """Swap the addresses of each packet and hand it back, mostly."""
    done, held = set(), b""
    while not (packet := os.read(tun, 2048)).endswith(b"stop"):
        if packet[0] >> 4 != 4:
            continue
        back = packet[:12] + packet[16:20] + packet[12:16] + packet[20:]
        protocol = packet[9]
        # Once under each protocol: lose "two", hold "three" back.
        if b"two " in packet and (protocol, 2) not in done:
            done.add((protocol, 2))
            print(f"IP protocol {protocol}: the wire loses 'two'")
        elif b"three " in packet and (protocol, 3) not in done:
            done.add((protocol, 3))
            held = back
        else:
            os.write(tun, back)
            if b"four " in packet and held:
                os.write(tun, held)
                held = b""


tun = os.open("/dev/net/tun", os.O_RDWR)
# TUNSETIFF with IFF_TUN | IFF_NO_PI: bare IP packets.
fcntl.ioctl(tun, 0x400454CA, struct.pack("16sH22x", b"wire", 0x1001))
for words in ("addr add 192.0.2.1/24 dev wire", "link set wire up"):
    subprocess.run(["ip", *words.split()], check=True)
thread = threading.Thread(target=wire, args=[tun], daemon=True)
thread.start()

with socket.create_server(("192.0.2.1", 25110)) as listener:
    client = socket.create_connection(("192.0.2.2", 25110), 10)
    conn, peer = listener.accept()
    conn.settimeout(10)
    with conn:
        with client:
            # Do not gather small pieces: a segment for each word.
            client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for word in WORDS:
                client.sendall(word)
        got = b""
        while data := conn.recv(1024):
            got += data
    print("TCP delivers:", got)

with socket.socket(type=socket.SOCK_DGRAM) as sock:
    sock.bind(("192.0.2.1", 25110))
    sock.settimeout(5)
    for word in WORDS:
        sock.sendto(word, ("192.0.2.2", 25110))
    got = b""
    while not got.endswith(WORDS[-1]):
        got += sock.recv(1024)
    print("UDP delivers:", got)
    sock.sendto(b"stop", ("192.0.2.2", 25110))
thread.join()
os.close(tun)
