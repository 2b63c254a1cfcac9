"""Bridges in a loop agree on a tree, and a frame stops circling."""

import socket
import struct

COST = 20_000  # of a cable of 1 Gbit/s
NUMBERS = {"A": 30, "B": 10, "C": 20, "D": 40}
NAMES = {number: name for name, number in NUMBERS.items()}
CABLES = ["AB", "BC", "CD", "DA", "AC"]
# The core of a BPDU: the root, the distance to it, the sender.
BPDU = struct.Struct("!QIQ")


def flood(ports, hops=6):
    """One broadcast from A: copies on the cables, hop by hop."""
    copies, counts = [("A", "A")], []
    for _ in range(hops):
        # A bridge sends a broadcast on, but not where it came from.
        copies = [(far, at) for at, came in copies
                  for far in ports[at] if far != came]
        counts.append(len(copies))
    return counts


# ends[x][y] is the socket of bridge x on its cable to bridge y.
ends = {name: {} for name in NUMBERS}
for x, y in CABLES:
    ends[x][y], ends[y][x] = socket.socketpair()
print("copies of one broadcast, no tree:", *flood(ends))

# Each bridge starts by taking itself for the root.
best = {name: (number, 0, number) for name, number in NUMBERS.items()}
heard = {name: {} for name in NUMBERS}
for turn in range(1, 4):
    for name, cables in ends.items():
        for end in cables.values():
            end.sendall(BPDU.pack(*best[name][:2], NUMBERS[name]))
    for name, cables in ends.items():
        offers = [(NUMBERS[name], 0, NUMBERS[name])]
        for far, end in cables.items():
            with end.makefile("rb") as incoming:
                bpdu = BPDU.unpack(incoming.read(BPDU.size))
            heard[name][far] = bpdu
            offers.append((bpdu[0], bpdu[1] + COST, bpdu[2]))
        best[name] = min(offers)
    roots = [NAMES[best[name][0]] for name in NUMBERS]
    print(f"turn {turn}: A B C D take for the root", *roots)

tree = {name: [] for name in NUMBERS}
for near in NUMBERS:
    for far, end in ends[near].items():
        mine = (*best[near][:2], NUMBERS[near])
        # Open: the way to the root, and where mine is the better end.
        if best[near][2] == NUMBERS[far] or mine < heard[near][far]:
            tree[near].append(far)
        end.close()
for x, y in CABLES:
    blocked = [f"{near}'s end blocked" for near, far in (x + y, y + x)
               if far not in tree[near]]
    print(f"cable {x}-{y}:", *blocked or ["in the tree"])
tree = {near: [far for far in fars if near in tree[far]]
        for near, fars in tree.items()}
print("copies of one broadcast, tree:", *flood(tree))
