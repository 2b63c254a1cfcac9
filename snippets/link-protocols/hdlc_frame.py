"""Build an HDLC frame bit by bit, and check one that arrives."""

FLAG = "01111110"
# From RFC 1662, C.2: the generator, its bits in the order of the line,
# and what the FCS of a whole frame, with its own FCS in it, must be.
GENERATOR, GOOD = 0x8408, 0xF0B8


def fcs16(data):
    """The 16-bit frame check sequence of HDLC (RFC 1662, C.2)."""
    fcs = 0xFFFF
    for byte in data:
        fcs ^= byte
        for _ in range(8):
            fcs = fcs >> 1 ^ (GENERATOR if fcs & 1 else 0)
    return fcs


def to_bits(data):
    # HDLC sends the low-order bit of each byte first.
    return "".join(f"{byte:08b}"[::-1] for byte in data)


def stuff(bits):
    # After five ones, a zero: six ones are for the flag alone.
    return bits.replace("11111", "111110")


def build(content):
    fcs = fcs16(content) ^ 0xFFFF
    bits = to_bits(content + fcs.to_bytes(2, "little"))
    return FLAG + stuff(bits) + FLAG


def take(wire):
    """The content of a frame, or None if it was damaged."""
    bits = wire[8:-8].replace("111110", "11111")
    data = bytes(int(bits[n:n + 8][::-1], 2)
                 for n in range(0, len(bits), 8))
    return data[:-2] if fcs16(data) == GOOD else None


for name, content in (
    ("HDLC, SABM to station 03", b"\x03\x3f"),
    ("HDLC, UA from station 01", b"\x01\x73"),
    ("SDLC, SNRM to station C1", b"\xc1\x93"),
    ("PPP, IPv4 follows", b"\xff\x03\x00\x21..."),
):
    wire = build(content)
    print(f"{name}: {content.hex(' ')}")
    print("  FCS", f"{fcs16(content) ^ 0xFFFF:016b}"[::-1],
          " zeros stuffed in:", len(wire) - 8 * len(content) - 32)
    print("  taken as sent:", take(wire) == content)

wire = build(b"\x03\x3f")
print("SABM on the line:", wire)
damaged = 0
for at in range(8, len(wire) - 8):
    flipped = wire[:at] + "10"[int(wire[at])] + wire[at + 1:]
    damaged += take(flipped) is None
print(f"a bit flipped, {len(wire) - 16} ways: {damaged} discarded")
