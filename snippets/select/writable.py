"""Wrong on purpose: watch for writing with nothing to write."""

import select
import socket
import threading

near, far = socket.socketpair()
with near, far:
    # Somebody sends a byte in half a second.
    sender = threading.Timer(0.5, far.sendall, [b"x"])
    sender.start()
    rounds, readable = 0, []
    while not readable:
        readable, writable, _ = select.select([near], [near], [])
        rounds += 1
    sender.join()
    print("received", near.recv(1))
    print("woken more than a hundred times:", rounds > 100)
