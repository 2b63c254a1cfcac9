"""Linux only, as root: lose and swap packets of TCP and UDP."""

import ctypes
import fcntl
import socket
import struct
import subprocess
import sys
import threading

# linux/if_tun.h: the request that makes a device, and its kind.
TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000
# What the request takes: a name, the kind, and room for the rest.
IFREQ = struct.Struct("16sH22x")
WORDS = [b"one ", b"two ", b"three ", b"four ", b"five "]
HERE, THERE = ("192.0.2.1", 25110), ("192.0.2.2", 25110)


def wire(tun):
    """Swap the addresses of each packet and hand it back, mostly."""
    done, held = set(), b""
    while not (packet := tun.read(2048)).endswith(b"stop"):
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
            tun.write(back)
            if b"four " in packet and held:
                print(f"IP protocol {protocol}: 'four' passes 'three'")
                tun.write(held)
                held = b""


if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)

with open("/dev/net/tun", "r+b", buffering=0) as tun:
    fcntl.ioctl(tun, TUNSETIFF,
                IFREQ.pack(b"wire", IFF_TUN | IFF_NO_PI))
    for words in "addr add 192.0.2.1/24 dev wire", "link set wire up":
        subprocess.run(["ip", *words.split()], check=True)
    thread = threading.Thread(target=wire, args=[tun], daemon=True)
    thread.start()

    with socket.create_server(HERE) as listener:
        client = socket.create_connection(THERE, timeout=10)
        conn, peer = listener.accept()
        conn.settimeout(10)
        with conn:
            with client:
                # Do not gather small pieces: a segment for each word.
                client.setsockopt(
                    socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                for word in WORDS:
                    client.sendall(word)
            got = b""
            while data := conn.recv(1024):
                got += data
        print("TCP delivers:", got)

    with socket.socket(type=socket.SOCK_DGRAM) as sock:
        sock.bind(HERE)
        sock.settimeout(5)
        for word in WORDS:
            sock.sendto(word, THERE)
        got = b""
        while not got.endswith(WORDS[-1]):
            got += sock.recv(1024)
        print("UDP delivers:", got)
        sock.sendto(b"stop", THERE)
    thread.join()
