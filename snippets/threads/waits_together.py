"""Twenty threads, each in a recv for which nothing comes."""

import socket
import threading
import time
from contextlib import ExitStack

WAIT = 0.5  # seconds


def receive(sock):
    sock.settimeout(WAIT)
    try:
        sock.recv(1024)
    except TimeoutError:
        waited.append(sock)


waited, threads = [], []
with ExitStack() as stack:
    for _ in range(20):
        near, far = socket.socketpair()
        stack.enter_context(near)
        stack.enter_context(far)
        threads.append(threading.Thread(target=receive, args=[near]))
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.monotonic() - began
print(f"threads that waited {WAIT} s each:", len(waited))
print("and all together more than 9 s:", took > 9)
