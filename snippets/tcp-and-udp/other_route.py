"""Linux only, as root: move a TCP connection to another route."""

import fcntl
import os
import socket
import struct
import subprocess
import threading

SYN = 2
HERE, THERE = ("192.0.2.1", 25123), ("192.0.2.2", 25123)


def ip(words):
    subprocess.run(["ip", *words.split()], check=True)


def wire(tun, seen):
    """Swap the addresses of each packet and hand it back."""
    while packet := os.read(tun, 2048):
        if packet.endswith(b"stop"):
            break
        if packet[0] >> 4 != 4:
            continue
        addresses = packet[16:20] + packet[12:16]
        os.write(tun, packet[:12] + addresses + packet[20:])
        # Twenty bytes of IP header come before the TCP header.
        if packet[33] & SYN:
            seen.add("SYN")
        if data := packet[20 + (packet[32] >> 4) * 4 :]:
            seen.add(data.decode())
    os.close(tun)


seen, threads = {"left": set(), "right": set()}, []
for name in seen:
    tun = os.open("/dev/net/tun", os.O_RDWR)
    # TUNSETIFF with IFF_TUN | IFF_NO_PI: bare IP packets.
    request = struct.pack("16sH22x", name.encode(), 0x1001)
    fcntl.ioctl(tun, 0x400454CA, request)
    thread = threading.Thread(
        target=wire, args=[tun, seen[name]], daemon=True
    )
    thread.start()
    threads.append(thread)
    ip(f"link set {name} up")
ip("addr add 192.0.2.1/32 dev left")
ip("route add 192.0.2.2 dev left")

with socket.create_server(HERE) as listener:
    client = socket.create_connection(THERE, timeout=10)
    conn, peer = listener.accept()
    with client, conn:
        conn.settimeout(10)
        client.sendall(b"before")
        print("received", conn.recv(1024))
        ip("route replace 192.0.2.2 dev right src 192.0.2.1")
        client.sendall(b"after")
        print("received", conn.recv(1024), "on the same connection")

with socket.socket(type=socket.SOCK_DGRAM) as sock:
    for name in ("right", "left"):
        ip(f"route replace 192.0.2.2 dev {name} src 192.0.2.1")
        sock.sendto(b"stop", THERE)
for thread in threads:
    thread.join()
for name, words in seen.items():
    print(f"{name:5} carried", *sorted(words))
