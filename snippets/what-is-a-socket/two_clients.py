"""Linux only, as root: two clients connect to each other.

The wire is a TUN device whose far end is this program. It sends
every packet back with the two addresses swapped, so 192.0.2.2 is
this machine once more. Swapping leaves the checksums valid.
"""

import fcntl
import os
import select
import socket
import struct
import subprocess

TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 1, 0x1000

wire = os.open("/dev/net/tun", os.O_RDWR)
request = struct.pack("16sH22x", b"mirror", IFF_TUN | IFF_NO_PI)
fcntl.ioctl(wire, TUNSETIFF, request)
for command in ("addr add 192.0.2.1/24 dev mirror",
                "link set mirror up"):
    subprocess.run(["ip", *command.split()], check=True)

on_the_way = []
syns = {25400: [], 25401: []}


def client(own_port, peer_port):
    sock = socket.socket()
    sock.bind(("192.0.2.1", own_port))
    sock.setblocking(False)
    sock.connect_ex(("192.0.2.2", peer_port))
    return sock


def run_wire(done, deliver=True):
    """Carry packets until done(), for ten idle seconds at most."""
    idle = 0
    while not done() and idle < 1000:
        idle += 1
        if select.select([wire], [], [], 0.01)[0]:
            packet = os.read(wire, 2000)
            if packet[0] == 0x45 and packet[9] == 6:  # IPv4, TCP
                on_the_way.append(packet)
        while deliver and on_the_way:
            idle, packet = 0, on_the_way.pop(0)
            port, flags = struct.unpack("!20xH11xB", packet[:34])
            if flags & 0x02:
                ack = " and ACK" if flags & 0x10 else ""
                syns[port].append("SYN" + ack)
            os.write(wire, packet[:12] + packet[16:20]
                     + packet[12:16] + packet[20:])


with client(25400, 25401) as a, client(25401, 25400) as b:
    # Both SYNs are on the wire before either is delivered.
    run_wire(lambda: len(on_the_way) == 2, deliver=False)
    run_wire(lambda: len(select.select([], [a, b], [], 0)[1]) == 2)
    print("client A sent", ", then ".join(syns[25400]))
    print("client B sent", ", then ".join(syns[25401]))

    a.send(b"greetings from A")
    run_wire(lambda: select.select([b], [], [], 0)[0])
    print("client B received", b.recv(100))
    print("calls to listen: 0, calls to accept: 0")
os.close(wire)
