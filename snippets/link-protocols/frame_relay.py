"""A frame relay switch: read the DLCI, change it, send it on."""

import socket
import struct

# (port, DLCI) in, (port, DLCI) out: one line for each circuit.
CIRCUITS = {("A", 100): ("B", 200), ("A", 101): ("C", 300)}
# For the frame check sequence, as in hdlc_frame.py: the generator,
# and what the FCS of a whole frame, with its own in it, must be.
GENERATOR, GOOD = 0x8408, 0xF0B8


def fcs16(data):
    fcs = 0xFFFF
    for byte in data:
        fcs ^= byte
        for _ in range(8):
            fcs = fcs >> 1 ^ (GENERATOR if fcs & 1 else 0)
    return fcs


def header(dlci, fecn=0):
    # 6 bits of DLCI and two more; then its last 4 bits, FECN, two
    # that stay 0, and a 1: this is the last byte of the address.
    return bytes([dlci >> 4 << 2, (dlci & 15) << 4 | fecn << 3 | 1])


def frame(dlci, data, fecn=0):
    content = header(dlci, fecn) + data
    return content + struct.pack("<H", fcs16(content) ^ 0xFFFF)


def read(wire):
    """DLCI, FECN and data; None if the frame is damaged."""
    if fcs16(wire) != GOOD:
        return None
    high, low = wire[0], wire[1]
    return high >> 2 << 4 | low >> 4, low >> 3 & 1, wire[2:-2]


def switch(port, wire, congested):
    """Send a frame on; drop it if damaged. Nobody is told."""
    good = read(wire)
    if good and (port, good[0]) in CIRCUITS:
        out, dlci = CIRCUITS[port, good[0]]
        lines[out][0].sendall(frame(dlci, good[2], congested))


lines = {name: socket.socketpair() for name in "ABC"}
damaged = bytearray(frame(100, b"second"))
damaged[4] ^= 1
with lines["A"][0].makefile("rb") as incoming:
    for wire, congested in ((frame(100, b"first."), 0),
                            (damaged, 0),
                            (frame(100, b"third."), 1),
                            (frame(101, b"for C."), 0),
                            (frame(999, b"nobody"), 0)):
        lines["A"][1].sendall(wire)
        switch("A", incoming.read(10), congested)

print("header of DLCI 100:", header(100).hex(" "))
for name, (near, far) in lines.items():
    near.close()
    with far, far.makefile("rb") as incoming:
        frames = list(iter(lambda: incoming.read(10), b""))
    print(f"{name} received {len(frames)}")
    for wire in frames:
        dlci, fecn, data = read(wire)
        print(f"  DLCI {dlci}, FECN {fecn}: {data.decode()}")
