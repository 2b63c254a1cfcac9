"""Every change of a TCP state, as the kernel reports it at the moment: its tracepoint sock:inet_sock_set_state.

include/trace/events/sock.h says what the event holds; Documentation/trace/ftrace.rst, how to read it. An instance of
ftrace is ours alone, but an event comes from all network namespaces, and does not say from which. What tells whose
it is: the thread in whose context it happened.
"""

import os
import re
from collections.abc import Iterable, Iterator, Set
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from lab.recording.sockets import STATES

TRACING = Path("/sys/kernel/tracing")
EVENT = "events/sock/inet_sock_set_state/enable"
FIRST_PID_NAMESPACE = "pid:[4026531836]"  # PROC_PID_INIT_INO of include/linux/proc_ns.h
LINE = re.compile(r"-(\d+) +\[\d+\] ..(.)\S* .*: inet_sock_set_state: (.*)")  # the third flag: h, s and the like in an interrupt

Ports = tuple[int, int]  # local and peer; a listening socket has 0 for its peer


class Change(NamedTuple):
    """`sock` is the address of the struct sock. `ports` are not complete before the connection has its own."""

    sock: int
    tid: int  # which thread the processor was in
    interrupt: bool  # and whether it only happened to be in it
    ports: Ports
    old: str
    new: str


def impossible_here() -> str | None:
    """Why this machine cannot trace, in words that say what to do; or None if it can."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return "only root reads it, on Linux: run this test as root"
    if not (TRACING / EVENT).exists() or not os.access(TRACING / "instances", os.W_OK):
        return f"there is no tracefs to write to: mount -t tracefs tracefs {TRACING}"
    if not (TRACING / "options/fields").exists():
        return "the kernel's trace does not name sockets: needs Linux 6.4"
    if os.readlink("/proc/self/ns/pid") != FIRST_PID_NAMESPACE:
        return "the kernel's trace has other process numbers than this container: run outside of it"
    return None


@contextmanager
def tracing(name: str) -> Iterator[list[Change]]:
    """A list that afterwards has the changes of the whole machine in between, in order; none where it cannot trace."""
    changes: list[Change] = []
    if impossible_here():
        yield changes
        return
    instance = TRACING / "instances" / f"lab_{os.getpid()}_{name}"
    instance.mkdir()
    try:
        for file, value in {"trace_clock": "global", "options/fields": "1", EVENT: "1"}.items():
            (instance / file).write_text(value)
        yield changes
        (instance / EVENT).write_text("0")
        changes += parse_trace((instance / "trace").read_text("utf-8", "replace"))
    finally:
        instance.rmdir()  # which also disables what is enabled


def parse_trace(trace: str) -> list[Change]:
    changes = []
    for tid, flag, text in LINE.findall(trace):
        field = {name: int(number, 16) for name, number in re.findall(r"(\w+)=0x([0-9a-f]+)", text)}
        states = STATES[field["oldstate"]], STATES[field["newstate"]]
        changes.append(Change(field["skaddr"], int(tid), flag != ".", (field["sport"], field["dport"]), *states))
    return changes


def socket_lives(changes: Iterable[Change], tids: Set[int], known: Set[Ports]) -> list[tuple[Ports, list[str]]]:
    """The states that each socket of some threads went through, from CLOSED to CLOSED, with its ports.

    A socket is theirs if one of them changed its state itself, as connect, listen and close do. A connection that was
    never more than a segment's business, in an interrupt, is theirs if it has known ports too: under load one thread
    may have to handle another's segments.
    """
    whole: list[list[Change]] = []
    current: dict[int, list[Change]] = {}
    for change in changes:
        if change.old in ("CLOSED", "LISTEN") and change.new not in ("CLOSED", change.old):
            current[change.sock] = []
            whole.append(current[change.sock])
        if change.sock in current and change.old != change.new:  # else it was there before we looked, or nothing changed
            current[change.sock].append(change)
    return [
        (life[-1].ports, [change.new for change in life]) for life in whole
        if any(change.tid in tids and (not change.interrupt or life[-1].ports in known) for change in life)
    ]
