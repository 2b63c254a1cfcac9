"""The same signal, and a socket that it makes readable.

Not on Windows: it sends itself a signal.
"""

import os
import selectors
import signal
import socket
import threading


def ignore(number, frame):
    """Python writes its byte only for signals with a handler."""


near, far = socket.socketpair()
far.setblocking(False)  # a signal must never wait
signal.signal(signal.SIGTERM, ignore)
with near, far, selectors.DefaultSelector() as selector:
    before = signal.set_wakeup_fd(far.fileno())
    selector.register(near, selectors.EVENT_READ)
    arguments = os.getpid(), signal.SIGTERM
    threading.Timer(0.2, os.kill, arguments).start()
    ready = selector.select(10)
    print("woken:", bool(ready))
    for number in near.recv(1024):
        print("by", signal.Signals(number).name)
    signal.set_wakeup_fd(before)
