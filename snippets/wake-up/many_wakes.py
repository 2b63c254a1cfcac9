"""A hundred thousand wakes, and nobody takes the bytes away."""

import selectors
import socket

wake, woken = socket.socketpair()
with wake, woken, selectors.DefaultSelector() as selector:
    selector.register(woken, selectors.EVENT_READ)
    wake.setblocking(False)
    sent = 0
    for _ in range(100_000):
        try:
            sent += wake.send(b"x")
        except BlockingIOError as error:
            problem = error
    print("all were taken:", sent == 100_000)
    print("the last answer:", problem)
    print("the loop wakes:", bool(selector.select(10)))
    while sent:
        sent -= len(woken.recv(sent))
    print("all bytes are taken away; it wakes:",
          bool(selector.select(0.2)))
