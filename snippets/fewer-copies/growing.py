"""Collect a thousand pieces in bytes, and in a bytearray."""

import sys
import tracemalloc

PIECE = bytes(1000)
SIZE = 1000 * len(PIECE)

data, copied = b"", 0
tracemalloc.start()
for _ in range(1000):
    before = len(data)
    data += PIECE
    # If there was room for two, the old one was copied into a new.
    if tracemalloc.get_traced_memory()[1] > 2 * before:
        copied += before
tracemalloc.stop()
print("bytes: copied", copied // SIZE, "times the message")

data, copied, room = bytearray(), 0, 0
same = data
for _ in range(1000):
    before = len(data)
    data += PIECE
    if sys.getsizeof(data) != room:
        # It got more room, at worst by moving all that it had.
        room = sys.getsizeof(data)
        copied += before
print("bytearray: once at least, less than 10 times:",
      SIZE <= copied < 10 * SIZE)
print("  still the same object:", data is same)
