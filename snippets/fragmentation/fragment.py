"""Cut a datagram into fragments and put it together in any order."""

import random

IP_HEADER = 20


def fragment(data, mtu):
    """Pieces as IP describes them: (offset / 8, more, bytes)."""
    # All but the last piece hold a multiple of eight bytes.
    size = (mtu - IP_HEADER) // 8 * 8
    return [
        (start // 8, start + size < len(data), data[start:start + size])
        for start in range(0, len(data), size)
    ]


def reassemble(pieces):
    """The whole datagram, or None while something is missing."""
    whole = b""
    # The set forgets pieces that arrived twice.
    for offset, more, data in sorted(set(pieces)):
        if offset * 8 != len(whole):
            return None
        whole += data
        if not more:
            return whole
    return None


datagram = random.Random(1).randbytes(4008)
pieces = fragment(datagram, mtu=1500)
for offset, more, data in pieces:
    print(f"offset field {offset:3} (byte {offset * 8:4}),"
          f" {len(data):4} bytes, more: {more}")

pieces.reverse()
print("last piece first:", reassemble(pieces) == datagram)

# A narrower link cuts the pieces again; the last one fits exactly.
smaller = [
    (offset + first, more or last_more, data)
    for offset, more, piece in pieces
    for first, last_more, data in fragment(piece, mtu=1068)
]
random.Random(2).shuffle(smaller)
print("cut again into", len(smaller), "and shuffled:",
      reassemble(smaller) == datagram)

smaller.pop()
print("one piece lost:", reassemble(smaller))
