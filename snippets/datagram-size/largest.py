"""Linux only: find the largest datagram, over IPv4 and IPv6.

Needs IPv6.
"""

import socket
import sys

LARGE = 70_000


def send(sock, size, address):
    """None if it was sent and came, else the error."""
    try:
        sock.sendto(bytes(size), address)
    except OSError as error:
        return error
    return None if len(sock.recv(LARGE)) == size else "cut"


def largest(sock, address):
    """Halve the doubt until one size works, and the next does not."""
    good, bad = 0, LARGE
    while bad - good > 1:
        middle = (good + bad) // 2
        if send(sock, middle, address):
            bad = middle
        else:
            good = middle
    return good


for family, host, headers in (
    (socket.AF_INET, "127.0.0.1", "20 (IPv4) - 8 (UDP)"),
    (socket.AF_INET6, "::1", "8 (UDP)"),
):
    with socket.socket(family, socket.SOCK_DGRAM) as sock:
        try:
            sock.bind((host, 0))
        except OSError as error:
            sys.exit(f"needs IPv6: there is no ::1 here: {error}")
        sock.settimeout(5)
        address = sock.getsockname()
        size = largest(sock, address)
        print(f"{host}: 65535 - {headers} = {size}")
        print("   one byte more:", send(sock, size + 1, address))
