"""Cut a stream into lines, however it is cut itself."""

from itertools import product

LIMIT = 100


class Lines:
    """Take pieces of a stream, give whole lines."""

    def __init__(self):
        self.buffer = bytearray()

    def feed(self, data):
        """Take what recv returned."""
        self.buffer += data

    def take(self):
        """Return the next line, or None if it is not all here."""
        end = self.buffer.find(b"\n", 0, LIMIT + 1)
        if end < 0:
            if len(self.buffer) > LIMIT:
                raise ValueError(f"a line of more than {LIMIT} bytes")
            return None
        line = bytes(self.buffer[:end])
        # What follows the newline belongs to the next line: keep it.
        del self.buffer[:end + 1]
        return line

    def finish(self):
        """To be called at the end of the stream."""
        if self.buffer:
            raise EOFError(f"ends inside a line: {self.buffer}")


def read(pieces):
    lines, found = Lines(), []
    for piece in pieces:
        lines.feed(piece)
        while (line := lines.take()) is not None:
            found.append(line)
    lines.finish()
    return found


def cut_everywhere(data):
    """Yield every way to cut data: a cut or none after each byte."""
    for cuts in product((False, True), repeat=len(data) - 1):
        places = [n for n, cut in enumerate(cuts, 1) if cut]
        yield [data[start:end] for start, end in
               zip([0, *places], [*places, len(data)])]


ways = list(cut_everywhere(b"pay 1\npay 2\n"))
print(len(ways), "ways to cut, from", ways[0])
results = {tuple(read(pieces)) for pieces in ways}
print(len(results), "result:", *results)
