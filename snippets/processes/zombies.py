"""A process for each client, and nobody asks how they ended.

Linux only: it reads /proc.
"""

import os
from pathlib import Path


def state(pid):
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return "gone"
    # Behind the name, which stands in brackets.
    return stat.rpartition(") ")[2][0]


children = []
for _ in range(3):
    child = os.fork()
    if child == 0:
        os._exit(0)  # it would serve a client, and ends
    children.append(child)
for child in children:
    # Wait until it has ended, but leave it as it is.
    os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
print("all ended:", *map(state, children))
os.waitpid(children[0], 0)
print("one asked:", *map(state, children))
for child in children[1:]:
    os.waitpid(child, 0)
print("all asked:", *map(state, children))
