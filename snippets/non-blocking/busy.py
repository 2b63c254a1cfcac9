"""Wrong on purpose: wait for a byte by asking again and again."""

import socket
import threading


def wait_busily(sock):
    """The next byte, and how often it was asked for."""
    asked = 0
    while True:
        asked += 1
        try:
            return sock.recv(1), asked
        except BlockingIOError:
            pass  # not yet; so ask again, at once


near, far = socket.socketpair()
with near, far:
    near.setblocking(False)
    # Somebody sends a byte in half a second.
    sender = threading.Timer(0.5, far.sendall, [b"x"])
    sender.start()
    data, asked = wait_busily(near)
    sender.join()
    print("received", data)
    print("asked more than a hundred times:", asked > 100)
