"""Pack and unpack a header with names; it comes byte by byte."""

import socket
import struct
from typing import NamedTuple

MAGIC = b"PY"


class Header(NamedTuple):
    """Kind, flags, an identifier, the length of what follows."""

    kind: int
    flags: int
    identifier: int
    length: int

    # ! network order, no padding; 2s two bytes; B 1, H 2, I 4 bytes.
    LAYOUT = struct.Struct("!2sBBHI")

    def pack(self):
        return self.LAYOUT.pack(MAGIC, *self)

    @classmethod
    def unpack(cls, data):
        magic, *fields = cls.LAYOUT.unpack(data)
        if magic != MAGIC:
            raise ValueError(f"begins with {magic}, not with {MAGIC}")
        return cls(*fields)


print(Header.LAYOUT.size, "bytes")
left, right = socket.socketpair()
with left, right, right.makefile("rb") as reader:
    right.settimeout(5)
    sent = Header(kind=1, flags=0b101, identifier=513, length=70_000)
    for byte in sent.pack():
        left.sendall(bytes([byte]))
    # read(10) of a file waits for 10 bytes, unlike recv(10).
    data = reader.read(Header.LAYOUT.size)
    print(data.hex(" "))
    print(Header.unpack(data))
    print(Header.unpack(data) == sent)
    try:
        Header.unpack(b"GET / HTTP")
    except ValueError as error:
        print("ValueError:", error)
