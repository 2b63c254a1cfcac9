"""Ask for squares through a bad wire: in a naive way, and with care."""

import socket
import time

WIRE = ("127.0.0.1", 25511)
SECONDS, TRIES = 0.4, 6


def ask_naively(sock, number):
    """Send, and take what comes next."""
    sock.settimeout(SECONDS)
    sock.send(bytes([number]) + b"%d" % number)
    return sock.recv(1024)[1:]


def ask_with_care(sock, number):
    """Send until the answer to this request is there."""
    for _ in range(TRIES):
        # One id for all tries. Here its number will do.
        sock.send(bytes([number]) + b"%d" % number)
        deadline = time.monotonic() + SECONDS
        while (left := deadline - time.monotonic()) > 0:
            sock.settimeout(left)
            try:
                reply = sock.recv(1024)
            except TimeoutError:
                break
            if reply[:1] == bytes([number]):
                return reply[1:]
    raise TimeoutError(f"no answer to {TRIES} requests")


for ask in ask_naively, ask_with_care:
    results = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.connect(WIRE)
        for number in range(1, 9):
            try:
                results.append(ask(sock, number).decode())
            except TimeoutError:
                results.append("none")
    print(f"{ask.__name__}:")
    print("  ", *results)
