"""Where a faster line helps against congestion, and where not."""

ROOM, TICKS = 20, 100


def run(line, bottleneck, careful):
    """Two senders share a queue; count packets delivered and lost."""
    rate, queue, delivered, lost = 1.0, 0, 0, 0
    for _ in range(TICKS):
        queue += 2 * int(min(rate, line) if careful else line)
        served = min(queue, bottleneck)
        queue -= served
        delivered += served
        too_many = max(0, queue - ROOM)
        queue -= too_many
        lost += too_many
        # Each sender adds a little, and halves its rate on a loss.
        rate = rate / 2 if too_many else rate + 0.25
    return delivered, lost


for careful in (False, True):
    print("two senders", "that slow down on loss:" if careful
          else "at full speed:")
    for line, bottleneck in ((6, 10), (12, 10), (120, 10), (12, 24)):
        delivered, lost = run(line, bottleneck, careful)
        print(f"  lines of {line:3}, bottleneck {bottleneck}:",
              f"{delivered} through, {lost} lost")
