"""Ten talkers share one line: who waits, and whose packet is it?"""

import random
from collections import deque

TALKERS = range(10)
STEPS = 20_000
# Packets come in bursts; together they fill 80% of the line.
BURST = 20
CHANCE = 0.8 / len(TALKERS) / BURST


def my_slot(now, queues):
    """The slot belongs to one talker, even if that one has nothing."""
    talker = now % len(TALKERS)
    return talker if queues[talker] else None


def oldest(now, queues):
    """The packet that has waited longest, whoever sent it."""
    ready = [talker for talker in TALKERS if queues[talker]]
    return min(ready, key=lambda t: queues[t][0], default=None)


def run(choose):
    """Let the line carry one packet a step; return when and whose."""
    luck = random.Random(1)
    queues = [deque() for _ in TALKERS]
    carried, waited, wasted = [], 0, 0
    for now in range(STEPS):
        for queue in queues:
            if luck.random() < CHANCE:
                queue.extend([now] * BURST)
        talker = choose(now, queues)
        if talker is not None:
            waited += now - queues[talker].popleft()
            carried.append((now, talker))
        elif any(queues):
            wasted += 1
    print(f"{wasted:4} steps wasted, mean wait"
          f" {waited / len(carried):3.0f} steps")
    return carried


def sort(carried, header, owner):
    """How many packets go to the right talker at the far end."""
    # It sees the moment and the header, no more.
    right = sum(owner(now, header(talker)) == talker
                for now, talker in carried)
    return f"{right:5} of {len(carried)} packets"


def nothing(talker):
    return ""


def by_clock(now, header):
    return now % len(TALKERS)


# A circuit: before it sends, both ends note whose the label is.
label = {talker: 70 + talker for talker in TALKERS}
talker_of = {number: talker for talker, number in label.items()}
# A datagram: the address is the talker's name everywhere.
address = "192.0.2.{}".format

print("fixed slots:   ", end=" ")
slots = run(my_slot)
print("  sorted by the clock:   ", sort(slots, nothing, by_clock))
print("a common queue:", end=" ")
queue = run(oldest)
print("  sorted by the clock:   ", sort(queue, nothing, by_clock))
print("  sorted by labels:      ", sort(
    queue, label.get, lambda now, head: talker_of[head]))
print("  sorted by addresses:   ", sort(
    queue, address, lambda now, head: int(head.split(".")[3])))
