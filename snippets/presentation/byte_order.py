"""Read the four bytes of one number in the right and wrong order."""

import socket
import struct

number = 1_000_000

left, right = socket.socketpair()
with left, right:
    left.settimeout(5)
    right.settimeout(5)
    for sender, order in ("big", ">"), ("little", "<"):
        left.sendall(struct.pack(f"{order}I", number))
        with right.makefile("rb") as stream:
            data = stream.read(4)
        print(f"a {sender}-endian sender sends {data.hex(' ')}")
        print("   read as big-endian:   ", *struct.unpack(">I", data))
        print("   read as little-endian:", *struct.unpack("<I", data))
