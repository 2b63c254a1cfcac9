"""Read a header of lines, then a body of the length it names."""

HEAD_LIMIT, BODY_LIMIT = 1000, 100_000


class Requests:
    """Take pieces of a stream, give whole requests."""

    def __init__(self):
        self.buffer = bytearray()

    def feed(self, data):
        self.buffer += data

    def take(self):
        """Return the next (fields, body), or None if it is not here."""
        head, blank_line, rest = self.buffer.partition(b"\r\n\r\n")
        if len(head) > HEAD_LIMIT:
            raise ValueError("header too long")
        if not blank_line:
            return None
        fields = {}
        for line in bytes(head).split(b"\r\n"):
            name, _, value = line.partition(b":")
            if name.lower() in fields:
                raise ValueError(f"{name} stands there twice")
            fields[name.lower()] = value.strip(b" \t")
        digits = fields.get(b"content-length", b"0")
        # int() would take b"+5", b"1_0" and b"-1" as well.
        if not digits.isdigit() or len(digits) > 9:
            raise ValueError(f"length {digits} is not a number")
        if int(digits) > BODY_LIMIT:
            raise ValueError(f"length {int(digits)} is too much")
        if len(rest) < int(digits):
            return None
        body, self.buffer = rest[:int(digits)], rest[int(digits):]
        return fields, bytes(body)


GOOD = (b"Content-Length: 5\r\nContent-Type: text\r\n\r\nhello"
        b"X: no body\r\n\r\n")
for size in range(1, len(GOOD) + 1):
    requests, found = Requests(), []
    for start in range(0, len(GOOD), size):
        requests.feed(GOOD[start:start + size])
        while request := requests.take():
            found.append(request)
    assert len(found) == 2, size
print(*found, f"so in pieces of 1 to {size} bytes", sep="\n")

for value in (b"-1", b"+5", b"1_0", b"", b"1000000",
              b"5\r\nContent-Length: 6", b"1" * 2000):
    requests = Requests()
    requests.feed(b"Content-Length: " + value + b"\r\n\r\n")
    try:
        print(requests.take())
    except ValueError as error:
        print("refused:", error)
