"""A bad wire before a server: not all, not once, not in order.

Serves until Ctrl-C.
"""

import itertools
import random
import select
import signal
import socket
import sys

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it
sys.stdout.reconfigure(line_buffering=True)  # and no line is lost

SERVER = ("127.0.0.1", 25510)
GOOD, LOST, DOUBLED, LATE = ".", "x", "2", ">"
CHANCES = {GOOD: 60, LOST: 15, DOUBLED: 15, LATE: 10}


class Wire:
    """One direction. The same seed makes the same faults again."""

    def __init__(self, name, seed):
        fates = random.Random(seed).choices(
            list(CHANCES), list(CHANCES.values()), k=24)
        print(f"{name}:", *fates)
        self.fates = itertools.cycle(fates)
        self.late = []

    def carry(self, datagram):
        """Return what comes out at the end when this goes in."""
        fate = next(self.fates)
        if fate == LOST:
            return []
        if fate == LATE:
            # It comes after the next one: that is out of order, too.
            self.late.append(datagram)
            return []
        copies = 2 if fate == DOUBLED else 1
        out = [datagram] * copies + self.late
        self.late = []
        return out


with (
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as near,
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as far,
):
    near.bind(("127.0.0.1", 25511))
    far.bind(("127.0.0.1", 0))
    print("waiting on 127.0.0.1:25511")
    there, back = Wire("requests", seed=1), Wire("replies ", seed=21)
    client = None
    while True:
        for sock in select.select([near, far], [], [])[0]:
            try:
                datagram, source = sock.recvfrom(65535)
                if sock is near:
                    client = source  # the one who asked last
                    for one in there.carry(datagram):
                        far.sendto(one, SERVER)
                elif client and source == SERVER:
                    for one in back.carry(datagram):
                        near.sendto(one, client)
            except OSError as error:
                print("not passed on:", error)
