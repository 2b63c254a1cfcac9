"""A model of a noisy line: bits arrive in order, and some are wrong."""

import random
import socket

# A seed, so that this line makes the same errors on every run.
noise = random.Random(802)


def medium(data, error_rate):
    """Carry every bit, and flip a few of them."""
    out = bytearray(data)
    for bit in range(len(out) * 8):
        if noise.random() < error_rate:
            out[bit // 8] ^= 0x80 >> bit % 8
    return bytes(out)


def transmit(data, error_rate):
    """Send over one line, damage, send on; what arrives."""
    sender, near = socket.socketpair()
    far, receiver = socket.socketpair()
    with sender, near, far, receiver:
        sender.sendall(data)
        sender.shutdown(socket.SHUT_WR)
        while signal := near.recv(1024):
            far.sendall(medium(signal, error_rate))
        far.shutdown(socket.SHUT_WR)
        received = b""
        while part := receiver.recv(1024):
            received += part
    return received


every_byte = bytes(range(256))
print("quiet line, all 256 byte values arrive unchanged:",
      transmit(every_byte, 0) == every_byte)

text = b"Layer 1 carries bits and does not read them."
received = transmit(text, 1 / 50)
changed = sum((a ^ b).bit_count() for a, b in zip(text, received))
print("noisy line, sent:", text.decode())
print("        received:", received.decode("ascii", "replace"))
print(f"bits sent {len(text) * 8}, received {len(received) * 8},",
      f"changed {changed}")
