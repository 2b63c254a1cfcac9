"""Send an order until its confirmation has come."""

import socket

ADDRESS = ("127.0.0.1", 25311)

for attempt in range(1, 4):
    try:
        with (
            socket.create_connection(ADDRESS, timeout=10) as sock,
            sock.makefile("rb") as lines,
        ):
            # The number stays the same: a repeat is no new order.
            sock.sendall(b"1042 tea\n")
            answer = lines.readline(100)
    except OSError:
        answer = b""
    if answer == b"stored 1042\n":
        print(f"attempt {attempt}: confirmed")
        break
    print(f"attempt {attempt}: no confirmation; stored or not?")
else:
    print("given up")
