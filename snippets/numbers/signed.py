"""The same bits, signed and unsigned; and a counter that wraps."""

import struct

data = bytes.fromhex("ff ff ff fe")
print("unsigned:", struct.unpack("!I", data)[0],
      int.from_bytes(data, "big"))
print("signed:  ", struct.unpack("!i", data)[0],
      int.from_bytes(data, "big", signed=True))

# A counter of 32 bits goes on at 0, as TCP's sequence numbers do.
before, after = 0xFFFFFFFE, 3
print("after > before:", after > before)
ahead = (after - before) % 2**32
print("steps ahead:", ahead, "newer:", 0 < ahead < 2**31)
