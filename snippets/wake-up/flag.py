"""A signal comes while the loop sleeps; its handler sets a flag.

Not on Windows: it sends itself a signal.
"""

import os
import selectors
import signal
import socket
import threading
import time

set_at = None  # the flag, and when it was set


def stop(number, frame):
    global set_at
    set_at = time.monotonic()


signal.signal(signal.SIGTERM, stop)
near, far = socket.socketpair()
with near, far, selectors.DefaultSelector() as selector:
    selector.register(near, selectors.EVENT_READ)
    arguments = os.getpid(), signal.SIGTERM
    threading.Timer(0.2, os.kill, arguments).start()
    began = time.monotonic()
    selector.select(1)
    slept = time.monotonic() - began
    print("the flag was set meanwhile:", set_at - began < 0.9)
    print("the loop slept on to the end:", slept > 0.9)
