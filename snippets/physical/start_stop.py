"""Asynchronous transmission: start bits, stop bits and two clocks."""

PER_BIT = 16  # how often the line is looked at in each bit's time


def send(text):
    """The level of the line over time; idle is 1."""
    line = [1] * 40
    for byte in text:
        data = [byte >> n & 1 for n in range(8)]
        for bit in (0, *data, 1):
            line += [bit] * PER_BIT
        # The next character may come whenever it likes.
        line += [1] * 23
    return line


def receive(line, clock):
    """Read characters with a clock that runs at another speed."""
    text, errors, at = bytearray(), 0, 0
    line = line + [1] * 20 * PER_BIT  # then it is idle
    while 0 in line[at:]:
        # The edge of a start bit sets the receiver's clock anew.
        start = line.index(0, at)
        middle = [start + PER_BIT * (n + 0.5) / clock
                  for n in range(10)]
        _, *data, stop = (line[int(moment)] for moment in middle)
        if stop == 1:
            text.append(sum(bit << n for n, bit in enumerate(data)))
        else:
            errors += 1
        at = int(middle[9])
    return bytes(text), errors


line = send(b"UART")
character = line[40:40 + 10 * PER_BIT:PER_BIT]
print("the character U, start bit first:", *character)
for clock in (1.00, 1.04, 0.96, 1.08, 0.92):
    text, errors = receive(line, clock)
    print(f"receiver's clock at {clock:.0%}: {text!r},",
          f"framing errors: {errors}")
