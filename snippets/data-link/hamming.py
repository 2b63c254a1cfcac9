"""Correct one flipped bit in seven with the Hamming code (7,4)."""


def encode(d1, d2, d3, d4):
    # Positions 1, 2 and 4 hold parity, the others hold data.
    return [d1 ^ d2 ^ d4, d1 ^ d3 ^ d4, d1, d2 ^ d3 ^ d4, d2, d3, d4]


def decode(word):
    """The data, after flipping the bit that seems wrong."""
    wrong = 0
    for position, bit in enumerate(word, start=1):
        if bit:
            wrong ^= position
    word = word.copy()
    if wrong:
        word[wrong - 1] ^= 1
    return wrong, [word[2], word[4], word[5], word[6]]


def flip(word, *positions):
    return [bit ^ (at in positions)
            for at, bit in enumerate(word, start=1)]


data = [1, 0, 1, 1]
sent = encode(*data)
print("data", *data, " sent", *sent)
for position in range(1, 8):
    got = flip(sent, position)
    wrong, read = decode(got)
    print("received", *got, f" bit {wrong} is wrong, data", *read)

got = flip(sent, 1, 2)
wrong, read = decode(got)
print("two bits", *got, f" bit {wrong} is wrong, data", *read)
print("two flipped bits corrected:", read == data)
