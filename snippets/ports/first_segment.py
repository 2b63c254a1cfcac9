"""Linux only, as root: both port numbers are in the first segment."""

import socket
import struct

ETH_P_IP, SYN = 0x0800, 0x02
SERVER, CALLER = ("127.0.0.1", 25410), ("127.0.0.1", 25411)

with (socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM) as wire,
      socket.create_server(SERVER) as listener):
    wire.bind(("lo", ETH_P_IP))
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
        if kind == socket.PACKET_OUTGOING or packet[9] != 6:
            continue
        source, destination = struct.unpack("!HH", packet[20:24])
        if {source, destination} != {25410, 25411}:
            continue
        shown += 1
        print(f"segment {shown}: from {source} to {destination}")
        if shown == 1:
            print("   it is a SYN:  ", packet[33] == SYN)
            print("   IP addresses: ", packet[12:20].hex(" "))
            print("   port numbers: ", packet[20:24].hex(" "))
