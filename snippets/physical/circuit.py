"""Activate a path over two media, send bits, release it."""

import socket

dte_a, copper_end = socket.socketpair()
fibre_end, dte_b = socket.socketpair()
# Where nothing comes, B stops listening after a while.
dte_b.settimeout(0.3)


def read(sock):
    """Four bits; recv may hand them over in pieces."""
    bits = b""
    while len(bits) < 4 and (part := sock.recv(4 - len(bits))):
        bits += part
    return bits


def send(bits, joined):
    """Send from A; say what reaches B."""
    dte_a.sendall(bits)
    signal = read(copper_end)
    # The exchange passes bits on only while it joins the media.
    if joined:
        fibre_end.sendall(signal)
    try:
        return read(dte_b).decode()
    except TimeoutError:
        return "nothing"


with dte_a, copper_end, fibre_end, dte_b:
    print("media in place, no call: B hears", send(b"0101", False))
    for number in (1, 2):
        print(f"call {number} activated: B hears", send(b"1100", True))
        print(f"call {number} released: B hears", send(b"0011", False))
