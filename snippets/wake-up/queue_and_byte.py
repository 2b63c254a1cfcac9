"""A thread computes, and hands its results to a loop that sleeps."""

import queue
import selectors
import socket
from concurrent.futures import ThreadPoolExecutor

JOBS = 3
results = queue.SimpleQueue()
wake, woken = socket.socketpair()
wake.setblocking(False)


def hand_over(future):
    """Called in either thread: first the result, then the byte."""
    results.put(future)
    try:
        wake.send(b"x")  # one byte is never taken in part
    except BlockingIOError:
        pass  # full of bytes: the loop is about to wake anyway


def take_all():
    """Called by the loop: first the bytes, then the results."""
    woken.recv(4096)
    while not results.empty():
        yield results.get()


with (
    wake, woken, ThreadPoolExecutor(max_workers=1) as pool,
    selectors.DefaultSelector() as selector,
):
    selector.register(woken, selectors.EVENT_READ)
    for number in range(JOBS):
        pool.submit(pow, number, 2).add_done_callback(hand_over)
    taken = 0
    while taken < JOBS:
        for key, _ in selector.select(10):  # clients would be here too
            for future in take_all():
                print("the loop has", future.result())
                taken += 1
    print("taken:", taken, "of", JOBS)
