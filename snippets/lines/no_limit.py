"""Read a line from a peer that does not end it."""

import socket
import threading


def send_much(sock):
    """Send ten million bytes, as long as somebody takes them."""
    with sock:
        try:
            sock.sendall(b"x" * 10_000_000)
        except OSError:
            pass


for limit in -1, 1000:
    left, right = socket.socketpair()
    sender = threading.Thread(target=send_much, args=[left])
    sender.start()
    with right, right.makefile("rb") as reader:
        right.settimeout(5)
        line = reader.readline(limit)
        print(f"readline({limit}): {len(line)} bytes,",
              "a whole line:", line.endswith(b"\n"))
    sender.join()
