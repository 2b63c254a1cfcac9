"""Turn eight bits into the signal of three line codes, and back."""

FOUR_TO_FIVE = (
    "11110 01001 10100 10101 01010 01011 01110 01111 "
    "10010 10011 10110 10111 11010 11011 11100 11101"
).split()


def mlt3(symbols):
    # A 1 moves on to the next level of the cycle, a 0 stays.
    cycle, at, levels = "0+0-", 0, []
    for symbol in symbols:
        at = (at + int(symbol)) % 4
        levels.append(cycle[at])
    return levels


def read_mlt3(levels):
    before = ["0", *levels]
    return "".join("01"[a != b] for a, b in zip(before, levels))


def longest(levels, per_bit):
    runs, last = [], None
    for level in levels:
        runs.append(runs[-1] + 1 if level == last else 1)
        last = level
    return max(runs) / per_bit


bits = "00000110"
nrz = ["-+"[bit == "1"] for bit in bits]
manchester = [["+-", "-+"][bit == "1"] for bit in bits]
fives = "".join(FOUR_TO_FIVE[int(bits[n:n + 4], 2)] for n in (0, 4))
levels = mlt3(fives)

print("bits       ", *bits)
print("NRZ        ", *nrz)
print("Manchester ", *manchester)
print("4B5B       ", *fives)
print("MLT-3      ", *levels)

print("longest time without a change of level, in bits:")
print("  NRZ       ", longest(nrz, 1))
print("  Manchester", longest("".join(manchester), 2))
print("  MLT-3     ", longest(levels, 10 / 8))

back = ["01"[pair == "-+"] for pair in manchester]
print("Manchester read back:", "".join(back) == bits)
print("MLT-3 read back:", read_mlt3(levels) == fives)
