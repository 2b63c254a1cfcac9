"""A result comes while the loop is taking others. Is it forgotten?"""

import queue
import selectors
import socket

results = queue.SimpleQueue()


def hand_over(result):
    results.put(result)
    wake.send(b"x")  # one byte is never taken in part


def take_bytes():
    try:
        while woken.recv(4096):
            pass
    except BlockingIOError:
        pass


def take_results():
    while not results.empty():
        results.get()


for first, second in (
    (take_bytes, take_results), (take_results, take_bytes),
):
    wake, woken = socket.socketpair()
    with wake, woken, selectors.DefaultSelector() as selector:
        woken.setblocking(False)
        selector.register(woken, selectors.EVENT_READ)
        hand_over("a")
        first()
        hand_over("b")  # as another thread may, at this moment
        second()
        print(first.__name__, "first:")
        print("   results left:", results.qsize())
        print("   the loop will wake:", bool(selector.select(0.2)))
