"""Wrong on purpose: a queue alone, which wakes no selector."""

import queue
import selectors
import socket
import threading
import time

results = queue.SimpleQueue()
near, far = socket.socketpair()
with near, far, selectors.DefaultSelector() as selector:
    selector.register(near, selectors.EVENT_READ)
    threading.Timer(0.2, results.put, ["done"]).start()
    began = time.monotonic()
    selector.select(1)
    print("result:", results.get())
    print("the loop slept on to the end:",
          time.monotonic() - began > 0.9)
