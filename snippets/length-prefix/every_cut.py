"""Cut a stream into messages with a length in front; prove it."""

import struct
from itertools import product

LENGTH = struct.Struct("!I")  # four bytes, the highest first
LIMIT = 100_000


class Frames:
    """Take pieces of a stream, give whole messages."""

    def __init__(self):
        self.buffer = bytearray()

    def feed(self, data):
        """Take what recv returned."""
        self.buffer += data

    def take(self):
        """Return the next message, or None if it is not all here."""
        if len(self.buffer) < LENGTH.size:
            return None
        (length,) = LENGTH.unpack_from(self.buffer)
        # Check it before waiting for so much, or making room for it.
        if length > LIMIT:
            raise ValueError(f"{length} bytes announced: too long")
        end = LENGTH.size + length
        if len(self.buffer) < end:
            return None
        message = bytes(self.buffer[LENGTH.size:end])
        # What follows belongs to the next message: keep it.
        del self.buffer[:end]
        return message

    def finish(self):
        """To be called at the end of the stream."""
        if self.buffer:
            raise EOFError("the stream ended inside a message")


def read(pieces):
    frames, found = Frames(), []
    for piece in pieces:
        frames.feed(piece)
        while (message := frames.take()) is not None:
            found.append(message)
    frames.finish()
    return found


def right_in_every_way(messages, ways):
    return all(read(pieces) == messages for pieces in ways)


def pieces_of(data, places):
    return [data[start:end] for start, end in
            zip([0, *places], [*places, len(data)])]


messages = [b"hey", b""]
data = b"".join(LENGTH.pack(len(m)) + m for m in messages)
inner = range(1, len(data))
ways = [pieces_of(data, [n for n, cut in zip(inner, cuts) if cut])
        for cuts in product((False, True), repeat=len(inner))]
print(f"{len(data)} bytes, cut in {len(ways)} ways:",
      right_in_every_way(messages, ways))

messages = [b"x" * size for size in (0, 1, 300, 4096)]
data = b"".join(LENGTH.pack(len(m)) + m for m in messages)
ways = [pieces_of(data, range(size, len(data), size))
        for size in range(1, 4097)]
print(f"{len(data)} bytes, in pieces of 1 to {len(ways)}:",
      right_in_every_way(messages, ways))
