"""A line breaks: what happens to a circuit, and to datagrams?"""

from collections import deque


def route(lines, start, end):
    """The shortest path, found breadth first; None if there is none."""
    paths, seen = deque([[start]]), {start}
    while paths:
        path = paths.popleft()
        if path[-1] == end:
            return path
        for line in sorted(lines):
            if path[-1] in line:
                other = line.replace(path[-1], "")
                if other not in seen:
                    seen.add(other)
                    paths.append([*path, other])
    return None


def intact(lines, path):
    hops = zip(path, path[1:])
    return all("".join(sorted(hop)) in lines for hop in hops)


#   A --- B --- C      a line is named after its two ends
#   |           |
#   D --------- E
lines = {"AB", "BC", "AD", "DE", "CE"}

# The circuit chooses its route once, while it is set up.
circuit = route(lines, "A", "C")
print("set-up: the circuit goes", "-".join(circuit))

for packet in range(4):
    if packet == 2:
        lines.remove("BC")
        print("the line B-C breaks")
    fate = "arrives" if intact(lines, circuit) else "lost"
    # For a datagram the route is looked up now.
    path = "-".join(route(lines, "A", "C"))
    print(f"{packet}: circuit {fate:7}  datagram goes {path}")

circuit = route(lines, "A", "C")
print("set-up: a new circuit goes", "-".join(circuit))
