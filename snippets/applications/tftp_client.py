"""Fetch a file by TFTP, and lose the second block once."""

import socket
import struct

READ, DATA, ACK = 1, 3, 4
SERVER = ("127.0.0.1", 25332)

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
    sock.settimeout(10)
    sock.sendto(struct.pack("!H", READ) + b"file\0octet\0", SERVER)
    file, expected, to_be_lost, peer = b"", 1, 2, None
    while True:
        packet, sender = sock.recvfrom(516)
        # The first answer fixes the server's port for the transfer.
        if peer is None and sender[0] == SERVER[0]:
            peer = sender
            print("answered from another port:", peer[1] != SERVER[1])
        if sender != peer or len(packet) < 4:
            continue
        kind, number = struct.unpack("!HH", packet[:4])
        if kind != DATA or number > expected:
            continue
        if number == to_be_lost:
            print(f"block {number}: we pretend that it was lost")
            to_be_lost = None
            continue
        if number == expected:
            file += packet[4:]
            expected += 1
        sock.sendto(struct.pack("!HH", ACK, number), peer)
        print(f"block {number}: {len(packet) - 4} bytes, ACK {number}")
        if len(packet) < 516:
            break
    print(f"{len(file)} bytes; a short block is the last one")
