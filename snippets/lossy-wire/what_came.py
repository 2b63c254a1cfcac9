"""Number the datagrams, and see what a wire did to them."""

import random
import socket

SENT = 20


def carry(datagrams, seed):
    """What comes out of a wire: the same for the same seed."""
    chance = random.Random(seed)
    out, late = [], []
    for datagram in datagrams:
        fate = chance.choices(
            ["lost", "late", "doubled", "good"], [1, 1, 1, 5])[0]
        if fate == "late":
            late.append(datagram)
        elif fate != "lost":
            out += [datagram] * (2 if fate == "doubled" else 1) + late
            late = []
    return out + late


def look(numbers):
    """What a receiver learns from the numbers alone."""
    seen, doubled, late = set(), [], []
    for number in numbers:
        if number in seen:
            doubled.append(number)
        elif seen and number < max(seen):
            late.append(number)
        seen.add(number)
    lost = sorted(set(range(1, SENT + 1)) - seen)
    return f"lost {lost}, doubled {doubled}, late {late}"


with (
    socket.socket(type=socket.SOCK_DGRAM) as sender,
    socket.socket(type=socket.SOCK_DGRAM) as receiver,
):
    receiver.bind(("127.0.0.1", 0))
    receiver.settimeout(5)
    for seed in 1, 1, 2:
        sent = [bytes([number]) for number in range(1, SENT + 1)]
        out = carry(sent, seed)
        for datagram in out:
            sender.sendto(datagram, receiver.getsockname())
        numbers = [receiver.recv(1)[0] for _ in out]
        print(f"seed {seed}:", *numbers)
        print("  ", look(numbers))
