"""Pack one byte and one number: with padding, and without."""

import struct

for form in "@BI", "=BI", "!BI", "@IB", "@BIB", "!BIB":
    size = struct.calcsize(form)
    values = [1, 2, 3][:len(form) - 1]
    print(f"{form:5} {size:2} bytes: {struct.pack(form, *values)!r}")
print('"BI" means "@BI":',
      struct.pack("BI", 1, 2) == struct.pack("@BI", 1, 2))
print("a standard long:", struct.calcsize("!l"), "bytes")
print("a native long: 8 bytes here:", struct.calcsize("@l") == 8)
