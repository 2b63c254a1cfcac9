"""Read from an empty socket: without waiting, briefly, patiently.

Not on Windows: it does not tell the kernel's view of a socket.
"""

import os
import socket
from concurrent.futures import ThreadPoolExecutor


def read(sock):
    try:
        return sock.recv(1024)
    except OSError as error:
        return type(error).__name__


near, far = socket.socketpair()
with near, far, ThreadPoolExecutor() as pool:
    for timeout in 0, 0.1, None:
        near.settimeout(timeout)
        print(f"settimeout({timeout})")
        print("   in the kernel: blocking:",
              os.get_blocking(near.fileno()))
        result = pool.submit(read, near)
        # Only the patient one is still there to be answered.
        if timeout is None:
            far.sendall(b"x")
        print("   recv:", result.result(5))
