"""Lets the time of a program pass LAB_HASTE times as fast, so that nobody has to sit out its time-outs.

Its clock runs faster, and whatever it waits for with a time-out is given up that much sooner: sockets, select, selectors
(and with them asyncio), threads. What the kernel counts itself (keepalive, retransmissions, setitimer) keeps its time.
"""

import functools
import os
import time

PACE = float(os.environ["LAB_HASTE"])


def hasten_clock(clock, start):
    return lambda: start + (clock() - start) * PACE


time.monotonic = hasten_clock(time.monotonic, time.monotonic())
time.perf_counter = hasten_clock(time.perf_counter, time.perf_counter())

# They take the clock, and the calls of select, from their modules when they are imported.
import selectors  # noqa: E402
import select  # noqa: E402
import socket  # noqa: E402
import threading  # noqa: E402

threading._time = time.monotonic


def hasten(method, position: int):
    """A call with a time-out in seconds, there or by its name: it gets less of it."""

    @functools.wraps(method)
    def call(*args, **more):
        args = list(args)
        if len(args) > position and args[position] is not None:
            args[position] /= PACE
        if more.get("timeout") is not None:
            more["timeout"] /= PACE
        return method(*args, **more)

    return call


def hasten_lasting(read):
    """A call that returns a time-out in seconds: what the program has asked for."""
    return lambda *args: None if (seconds := read(*args)) is None else seconds * PACE


socket.socket.settimeout = hasten(socket.socket.settimeout, 1)
socket.socket.gettimeout = hasten_lasting(socket.socket.gettimeout)
socket.setdefaulttimeout = hasten(socket.setdefaulttimeout, 0)
socket.getdefaulttimeout = hasten_lasting(socket.getdefaulttimeout)
threading.Condition.wait = hasten(threading.Condition.wait, 1)
threading.Thread.join = hasten(threading.Thread.join, 1)
for name in ("SelectSelector", "PollSelector", "EpollSelector"):
    kind = getattr(selectors, name)
    kind.select = hasten(kind.select, 1)
select.select = hasten(select.select, 3)
