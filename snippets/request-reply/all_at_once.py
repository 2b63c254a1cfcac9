"""A server was gone for a moment, and 1000 clients ask again."""

import random
from collections import Counter

CLIENTS, TRIES = 1000, 4


def fixed(rng):
    """Each second."""
    return [1.0] * TRIES


def growing(rng):
    """After 1, 2, 4 and 8 seconds."""
    return [2.0 ** attempt for attempt in range(TRIES)]


def with_chance(rng):
    """The same, but each client stretches them in its own way."""
    stretch = rng.uniform(1, 1.5)
    return [pause * stretch for pause in growing(rng)]


rng = random.Random(1)
for pauses in fixed, growing, with_chance:
    # How many requests come in each hundredth of a second?
    requests = Counter()
    for _ in range(CLIENTS):
        now = 0
        for pause in pauses(rng):
            now += pause
            requests[int(now * 100)] += 1
    print(f"{pauses.__doc__}")
    print(f"   last try after {max(requests) / 100:4.1f} seconds,",
          f"most in a hundredth: {max(requests.values())}")
