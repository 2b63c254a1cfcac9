"""DTE, DCE, DCE, DTE: two modems carry text over a voice line."""

import math
import random
import socket
import struct

RATE, PER_BIT = 9600, 32  # samples a second; so 300 bit/s
SPACE, MARK = 1070, 1270  # the tones for 0 and 1, in hertz
noise = random.Random(300)


def tones(bits):
    phase = 0.0
    for bit in bits:
        for _ in range(PER_BIT):
            phase += 2 * math.pi * (MARK if bit else SPACE) / RATE
            yield math.sin(phase)


def steady_levels(bits):
    for bit in bits:
        yield from [1.0 if bit else -1.0] * PER_BIT


def voice_line(samples):
    """Let speech through, no steady level; add some noise."""
    before = after = 0.0
    for sample in samples:
        after = sample - before + 0.8 * after
        before = sample
        yield after + noise.random() * 0.6 - 0.3


def strength(part, tone):
    turn = 2j * math.pi * tone / RATE
    return abs(sum(s * math.e ** (turn * n)
                   for n, s in enumerate(part)))


def hear_tones(part):
    return strength(part, MARK) > strength(part, SPACE)


def call(text, modulate, demodulate):
    bits = [byte >> n & 1 for byte in text for n in range(8)]
    signal = list(voice_line(modulate(bits)))
    near, far = socket.socketpair()
    with near, far:
        near.sendall(struct.pack(f"!{len(signal)}f", *signal))
        near.shutdown(socket.SHUT_WR)
        heard = b""
        while part := far.recv(4096):
            heard += part
    samples = [value for value, in struct.iter_unpack("!f", heard)]
    got = [demodulate(samples[at:at + PER_BIT])
           for at in range(0, len(samples), PER_BIT)]
    return bytes(sum(bit << n for n, bit in enumerate(got[at:at + 8]))
                 for at in range(0, len(got), 8))


text = b"\x00\xff modem"
print("the sending DTE hands over     ", text.hex(" "))
with_modems = call(text, tones, hear_tones)
print("with modems, the other DTE gets", with_modems.hex(" "))
without = call(text, steady_levels, lambda part: part[16] > 0)
print("with steady levels on the line ", without.hex(" "))
print("every bit right: with modems", with_modems == text,
      "- without", without == text)
