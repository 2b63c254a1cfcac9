"""Linux only, as root: both port numbers are in the first segment."""

import ctypes
import socket
import struct
import subprocess
import sys

if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)

IPV4, TCP, SYN = 0x0800, 6, 0x02
SERVER, CALLER = ("127.0.0.1", 25410), ("127.0.0.1", 25411)

with (socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM) as wire,
      socket.create_server(SERVER) as listener):
    wire.bind(("lo", IPV4))
    wire.settimeout(10)

    with socket.create_connection(SERVER, 10, CALLER) as client:
        conn, _ = listener.accept()
        # The server closes first, so that the caller's port is free
        # again as soon as the program ends.
        conn.close()
        client.recv(1)

    shown = 0
    while shown < 3:
        packet, (_, _, kind, *_) = wire.recvfrom(2000)
        # Loopback shows a packet twice: going out and coming in.
        if kind == socket.PACKET_OUTGOING or packet[9] != TCP:
            continue
        # The IP header has 20 bytes and ends with the two addresses;
        # TCP's begins with the two ports, and its 14th byte is flags.
        addresses, ports = packet[12:20], packet[20:24]
        flags = packet[20 + 13]
        source, destination = struct.unpack("!HH", ports)
        if {source, destination} != {25410, 25411}:
            continue
        shown += 1
        print(f"segment {shown}: from {source} to {destination}")
        if shown == 1:
            print("   it is a SYN:  ", flags == SYN)
            print("   IP addresses: ", addresses.hex(" "))
            print("   port numbers: ", ports.hex(" "))
