"""Bandwidth in hertz, capacity in bit/s, and what joins the two."""

from math import log2


def nyquist(hertz, levels):
    return 2 * hertz * log2(levels)


def shannon(hertz, decibels):
    signal_to_noise = 10 ** (decibels / 10)
    return hertz * log2(1 + signal_to_noise)


print("Without noise: 2 x bandwidth x log2(levels)")
for hertz, levels in ((3000, 2), (3000, 16)):
    rate = nyquist(hertz, levels)
    print(f"  {hertz} Hz, {levels:2} levels: {rate:,.0f} bit/s")

print("With noise, at most: bandwidth x log2(1 + signal/noise)")
for name, hertz, decibels in (
    ("voice line", 3000, 30),
    ("the same, noisier", 3000, 10),
    ("noise as strong as signal", 3000, 0),
    ("Wi-Fi channel", 20_000_000, 25),
):
    rate = shannon(hertz, decibels)
    print(f"  {name}: {hertz} Hz, {decibels} dB: {rate:,.0f} bit/s")
