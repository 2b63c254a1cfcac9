"""Damage one block in many ways; count what two checks notice."""

import itertools
import struct
import zlib


def internet_checksum(data):
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def flipped(data, *bits):
    out = bytearray(data)
    for bit in bits:
        out[bit // 8] ^= 0x80 >> bit % 8
    return bytes(out)


def words_swapped(data):
    words = [data[n:n + 2] for n in range(0, len(data), 2)]
    for one, other in itertools.combinations(range(len(words)), 2):
        if words[one] != words[other]:
            out = words.copy()
            out[one], out[other] = out[other], out[one]
            yield b"".join(out)


block = b"Checks detect, they do not mend."
bits = range(len(block) * 8)
damages = {
    "one bit flipped": [flipped(block, bit) for bit in bits],
    "two bits flipped": [flipped(block, *pair) for pair in
                         itertools.combinations(bits, 2)],
    "two words swapped": list(words_swapped(block)),
}
for name, damaged in damages.items():
    print(f"{name}, {len(damaged)} ways; not noticed by")
    for check in (internet_checksum, zlib.crc32):
        right = check(block)
        missed = sum(check(data) == right for data in damaged)
        print(f"  {check.__name__:17} {missed}")
