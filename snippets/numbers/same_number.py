"""One number, as different senders write it."""

import struct

N = 300
WAYS = {
    'struct "!I"': struct.pack("!I", N),
    'struct "!H"': struct.pack("!H", N),
    'struct "<I"': struct.pack("<I", N),
    'to_bytes(4, "big")': N.to_bytes(4, "big"),
    'to_bytes(4, "little")': N.to_bytes(4, "little"),
    "text": str(N).encode(),
}
for name, data in WAYS.items():
    print(f"{name:22} {data.hex(' '):12}", end="")
    if len(data) == 4:
        (read,) = struct.unpack("!I", data)
        print(' read as "!I":', read, end="")
    print()
