"""Wrong on purpose: it counts characters where it sends bytes."""

import socket
import struct


def send_message(sock, text):
    sock.sendall(struct.pack("!I", len(text)) + text.encode())


left, right = socket.socketpair()
with left, right, right.makefile("rb") as reader:
    send_message(left, "tea")
    send_message(left, "café")
    send_message(left, "milk")
    left.shutdown(socket.SHUT_WR)
    for _ in range(3):
        (length,) = struct.unpack("!I", reader.read(4))
        print("length", length, "in hex", f"{length:08x}")
        print("  ", reader.read(min(length, 100)))
