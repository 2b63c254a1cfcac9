"""Send frames over a noisy line until each one is acknowledged."""

import random
import socket
import struct
import zlib

noise = random.Random(33)


def frame(number, data):
    body = struct.pack("!B4s", number, data)
    return body + struct.pack("!I", zlib.crc32(body))


def noisy(wire):
    """Flip one bit in every third frame or so."""
    out = bytearray(wire)
    if noise.random() < 0.35:
        out[int(noise.random() * len(out))] ^= 0x10
    return bytes(out)


def read(sock):
    """The next frame; None if its check sequence is wrong."""
    wire = b""
    while len(wire) < 9:
        part = sock.recv(9 - len(wire))
        if not part:
            raise EOFError("the line is closed")
        wire += part
    number, data, check = struct.unpack("!B4sI", wire)
    return (number, data) if check == zlib.crc32(wire[:5]) else None


def receive(sock, delivered, expected):
    """Take one frame: discard it, or acknowledge it."""
    arrived = read(sock)
    if arrived is None:
        return "damaged, discarded", expected
    number, data = arrived
    sock.sendall(noisy(frame(number, b"ack.")))
    if number != expected:
        return "a second copy, acknowledged again", expected
    delivered.append(data)
    return "taken, acknowledged", 1 - expected


words = [b"Each", b"word", b"once", b"only"]
delivered, expected = [], 0
a, b = socket.socketpair()
with a, b:
    a.settimeout(0.3)
    for turn, word in enumerate(words):
        number, answer = turn % 2, None
        # No other frame's acknowledgement will do.
        while answer != (number, b"ack."):
            a.sendall(noisy(frame(number, word)))
            done, expected = receive(b, delivered, expected)
            try:
                answer = read(a)
                result = f"ack {answer[0]}" if answer else "damaged ack"
            except TimeoutError:
                result = "no answer in time"
            print(f"frame {number} {word.decode()}: {done}; {result}")
print("delivered:", b" ".join(delivered).decode(),
      "- as sent:", delivered == words)
