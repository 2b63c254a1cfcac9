"""A faster line into a bottleneck cures no congestion."""

BOTTLENECK, ROOM, TICKS = 10, 20, 100


def run(line, careful):
    """Two senders share a queue; count packets delivered and lost."""
    rate, queue, delivered, lost = 1.0, 0, 0, 0
    for _ in range(TICKS):
        arriving = 2 * int(min(rate, line) if careful else line)
        fits = min(arriving, ROOM - queue)
        lost += arriving - fits
        queue += fits
        served = min(queue, BOTTLENECK)
        queue -= served
        delivered += served
        # Each sender adds a little, and halves its rate on a loss.
        rate = rate / 2 if fits < arriving else rate + 0.25
    return delivered, lost


print(f"a bottleneck of {BOTTLENECK} packets a tick, two senders")
for careful in (False, True):
    name = "slow down on loss" if careful else "send at full speed"
    for line in (6, 12, 120):
        delivered, lost = run(line, careful)
        print(f"lines of {line:3}, senders {name}:",
              f"{delivered} through, {lost} lost")
