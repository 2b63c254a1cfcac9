"""A noisy line changes bits, and nothing at layer 1 notices."""

import random
import socket

# A seed, so that this line makes the same errors on every run.
noise = random.Random(802)


def medium(data, error_rate):
    """Carry every bit; turn a few of them round."""
    out = bytearray(data)
    for bit in range(len(out) * 8):
        if noise.random() < error_rate:
            out[bit // 8] ^= 0x80 >> bit % 8
    return bytes(out)


def transmit(data, error_rate):
    """What arrives, and how many errors the sockets report."""
    sender, near = socket.socketpair()
    far, receiver = socket.socketpair()
    received, reported = b"", 0
    with sender, near, far, receiver:
        try:
            sender.sendall(data)
            sender.shutdown(socket.SHUT_WR)
            while signal := near.recv(1024):
                far.sendall(medium(signal, error_rate))
            far.shutdown(socket.SHUT_WR)
            while part := receiver.recv(1024):
                received += part
        except OSError:
            reported += 1
    return received, reported


every_byte = bytes(range(256))
received, _ = transmit(every_byte, 0)
print("quiet line, all 256 byte values arrive unchanged:",
      received == every_byte)

text = b"Layer 1 carries bits and does not read them."
received, reported = transmit(text, 1 / 50)
changed = sum((a ^ b).bit_count() for a, b in zip(text, received))
print("noisy line, sent:", text.decode())
print("        received:", received.decode("ascii", "replace"))
print(f"bits sent {len(text) * 8}, received {len(received) * 8},",
      f"changed {changed}")
print("errors reported by layer 1:", reported)
