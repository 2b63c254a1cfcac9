"""Linux only, as root: hold one conversation over three links."""

import fcntl
import os
import socket
import struct
import subprocess
import threading

BYTES = bytes(5000)


def conversation(here, there):
    with socket.create_server(here) as listener:
        client = socket.create_connection(there, timeout=10)
        conn, peer = listener.accept()
        with client, conn:
            conn.settimeout(10)
            client.sendall(BYTES)
            client.shutdown(socket.SHUT_WR)
            stream = b""
            while data := conn.recv(1024):
                stream += data
            mss = client.getsockopt(
                socket.IPPROTO_TCP, socket.TCP_MAXSEG
            )
    return stream == BYTES, mss


def link(tun):
    """Swap the addresses of each packet and hand it back."""
    while packet := os.read(tun, 65536):
        if packet.endswith(b"stop"):
            return
        if packet[0] >> 4 == 4:
            addresses = packet[16:20] + packet[12:16]
            os.write(tun, packet[:12] + addresses + packet[20:])


for mtu in (9000, 1500, 576):
    tun = os.open("/dev/net/tun", os.O_RDWR)
    # TUNSETIFF with IFF_TUN | IFF_NO_PI: bare IP packets.
    request = struct.pack("16sH22x", b"wire", 0x1001)
    fcntl.ioctl(tun, 0x400454CA, request)
    for words in (
        "addr add 192.0.2.1/24 dev wire",
        f"link set wire mtu {mtu} up",
    ):
        subprocess.run(["ip", *words.split()], check=True)
    thread = threading.Thread(target=link, args=[tun], daemon=True)
    thread.start()

    same, mss = conversation(("192.0.2.1", 25111), ("192.0.2.2", 25111))
    print(f"link MTU {mtu:4}, MSS {mss:4}: 5000 bytes intact: {same}")

    with socket.socket(type=socket.SOCK_DGRAM) as sock:
        sock.sendto(b"stop", ("192.0.2.2", 9))
    thread.join()
    os.close(tun)
