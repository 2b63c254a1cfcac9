"""A signal comes while the loop sleeps; its handler sets a flag.

Not on Windows: it sends itself a signal.
"""

import os
import selectors
import signal
import socket
import threading
import time

stopping = False


def stop(number, frame):
    global stopping
    stopping = True


signal.signal(signal.SIGTERM, stop)
near, far = socket.socketpair()
with near, far, selectors.DefaultSelector() as selector:
    selector.register(near, selectors.EVENT_READ)
    arguments = os.getpid(), signal.SIGTERM
    threading.Timer(0.2, os.kill, arguments).start()
    began = time.monotonic()
    selector.select(1)
    slept = time.monotonic() - began
    print("the flag is set:", stopping)
    print("the loop slept on to the end:", slept > 0.9)
