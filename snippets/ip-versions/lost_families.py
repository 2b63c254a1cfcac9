"""Ask the kernel for the networks of the past and of the present.

Linux only: other systems number and refuse families differently.
"""

import errno
import socket

FAMILIES = {
    "AF_INET": "IPv4",
    "AF_INET6": "IPv6",
    "AF_IPX": "Novell IPX",
    "AF_DECnet": "DECnet",
    "AF_ECONET": "Acorn Econet",
}
NUMBERS = {"AF_IPX": 4, "AF_DECnet": 12, "AF_ECONET": 19}


def answer(family, kind):
    try:
        socket.socket(family, kind).close()
    except OSError as error:
        return errno.errorcode[error.errno]
    return "opened"


for name, network in FAMILIES.items():
    # Python names a family only if the C library of its build did.
    family = getattr(socket, name, NUMBERS.get(name))
    print(f"{name:10} {network:12} {answer(family, socket.SOCK_DGRAM)}")

# SPX was the reliable transport on top of IPX.
spx = answer(NUMBERS["AF_IPX"], socket.SOCK_SEQPACKET)
print(f"{'':10} {'Novell SPX':12} {spx}")
