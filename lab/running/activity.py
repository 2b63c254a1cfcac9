"""Whether programs sleep, and in what they wait: asked of /proc, for all threads of some sessions (setsid(2))."""

import os
import platform
from collections.abc import Iterator
from pathlib import Path

# System calls of x86-64 that can wait with a time-out, and which argument it is: asm/unistd_64.h.
TIMED = {7: ("poll", 2), 23: ("select", 4), 202: ("futex", 3), 232: ("epoll_wait", 3), 270: ("pselect6", 4), 271: ("ppoll", 2), 281: ("epoll_pwait", 3)}
NONE = {"0x0", "0xffffffff", "0xffffffffffffffff"}  # no time-out: no address of one, or -1


def find_threads(sessions: set[int]) -> Iterator[tuple[Path, list[str]]]:
    """The threads of some sessions: the folder of each in /proc, and what proc(5) calls stat, from the state on."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if os.getsid(int(process.name)) not in sessions:
                continue
            for task in (process / "task").iterdir():
                # The name of a program stands in brackets and may hold anything; what is behind it begins with the state.
                stat = (task / "stat").read_text().rpartition(")")[2].split()
                if stat[0] != "Z":
                    yield task, stat
        except OSError:
            continue  # it has just ended


def thread_activity(sessions: set[int]) -> list | None:
    """What the threads of some sessions have done so far: alike at two times if none moved in between. None while one runs.

    On a system without /proc all seem to sleep.
    """
    seen = []
    for task, stat in find_threads(sessions):
        if stat[0] not in "ST":
            return None
        try:
            switches = [line for line in (task / "status").read_text().splitlines() if "ctxt_switches" in line]
        except OSError:
            return None
        seen.append((task.name, *stat[11:15], *switches))
    return sorted(seen)


def find_timed_waits(sessions: set[int]) -> list[str]:
    """The system calls with a time-out in which threads of some sessions wait. Empty on machines of another kind."""
    found = []
    for task, _ in find_threads(sessions) if platform.machine() == "x86_64" else ():
        try:
            number, *arguments = (task / "syscall").read_text().split()
        except OSError:
            continue  # it has just ended
        if number.isdigit() and int(number) in TIMED:
            name, position = TIMED[int(number)]
            found += [name] if arguments[position] not in NONE else []
    return found
