"""Deadlines of any length in a heap, and a loop that keeps them."""

import heapq
import itertools
import selectors
import socket
import time

heap, count = [], itertools.count()


class Deadline:
    cancelled = False

    def __init__(self, seconds, action):
        self.when, self.action = time.monotonic() + seconds, action
        # The number decides between two of the same time.
        heapq.heappush(heap, (self.when, next(count), self))


def run_due():
    """Do what is due. The seconds until the next, None without one."""
    while heap:
        when, _, deadline = heap[0]
        left = when - time.monotonic()
        if left > 0 and not deadline.cancelled:
            return left
        heapq.heappop(heap)
        if not deadline.cancelled:
            deadline.action()
    return None


near, far = socket.socketpair()
with near, far, selectors.DefaultSelector() as selector:
    selector.register(near, selectors.EVENT_READ)
    Deadline(0.2, lambda: far.sendall(b"x"))
    Deadline(0.1, lambda: print("0.1 s are over"))
    late = Deadline(30, lambda: print("nothing came for 30 s"))
    while (left := run_due()) is not None:
        for key, _ in selector.select(left):
            print("received", near.recv(1))
            late.cancelled = True
    print("no deadline is left")
