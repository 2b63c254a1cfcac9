"""Ten talkers share one line in three ways: who waits, and how long?"""

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


def run(choose, header, owner):
    """Let the line carry one packet a step."""
    luck = random.Random(1)
    queues = [deque() for _ in TALKERS]
    waits, wasted, rightly_sorted = [], 0, True
    for now in range(STEPS):
        for queue in queues:
            if luck.random() < CHANCE:
                queue.extend([now] * BURST)
        talker = choose(now, queues)
        if talker is not None:
            waits.append(now - queues[talker].popleft())
            # The far end sees the moment and the header, no more.
            sorted_to = owner(now, header(talker))
            rightly_sorted &= sorted_to == talker
        elif any(queues):
            wasted += 1
    return wasted, sum(waits) / len(waits), rightly_sorted


# Set up beforehand: both ends know which label is whose circuit.
label = {talker: 70 + talker for talker in TALKERS}
circuit = {number: talker for talker, number in label.items()}
# Nothing set up: an address is the talker's name everywhere.
address = "192.0.2.{}".format

WAYS = {
    "slots": (my_slot, lambda t: "", lambda now, head: now % 10),
    "circuits": (oldest, label.get, lambda now, head: circuit[head]),
    "datagrams": (oldest, address,
                  lambda now, head: int(head.split(".")[3])),
}
for name, way in WAYS.items():
    wasted, wait, rightly_sorted = run(*way)
    print(f"{name:10} {wasted:4} steps wasted, mean wait {wait:3.0f},"
          f" sorted rightly: {rightly_sorted}")
