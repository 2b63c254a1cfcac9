"""Send numbers as text without an edge, with one, and packed."""

import socket
import struct

left, right = socket.socketpair()
with left, right:
    for number in 12, 345, 6:
        left.sendall(str(number).encode())
    print("text:       ", int(right.recv(6, socket.MSG_WAITALL)))

    for number in 12, 345, 6:
        left.sendall(f"{number}\n".encode())
    data = right.recv(9, socket.MSG_WAITALL)
    print("with an end:", [int(line) for line in data.split()])

    for number in 12, 345, 6:
        left.sendall(struct.pack("!H", number))
    data = right.recv(6, socket.MSG_WAITALL)
    print("packed:     ", [n for n, in struct.iter_unpack("!H", data)])

    left.sendall(struct.pack("!fd", 0.1, 0.1))
    data = right.recv(12, socket.MSG_WAITALL)
    print("float, double:", struct.unpack("!fd", data))
