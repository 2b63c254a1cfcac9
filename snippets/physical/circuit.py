"""Activate a path over two media, send bits, release it."""

import socket

dte_a, copper_end = socket.socketpair()
fibre_end, dte_b = socket.socketpair()
# Where nothing comes, B stops listening after a while.
dte_b.settimeout(0.3)


def send(bits, joined):
    """Send from A; say what reaches B."""
    dte_a.sendall(bits)
    signal = copper_end.recv(100)
    # The exchange passes bits on only while it joins the media.
    if joined:
        fibre_end.sendall(signal)
    try:
        return dte_b.recv(100).decode()
    except TimeoutError:
        return "nothing"


with dte_a, copper_end, fibre_end, dte_b:
    print("media in place, no call: B hears", send(b"0101", False))
    for number in (1, 2):
        print(f"call {number} activated: B hears", send(b"1100", True))
        print(f"call {number} released: B hears", send(b"0011", False))
