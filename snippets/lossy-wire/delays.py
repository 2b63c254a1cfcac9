"""A wire that only delays changes the order as well."""

import heapq
import socket
import time

STEP = 0.05  # seconds


def receive_until(sock, due):
    """The next datagram, or None at that time."""
    left = due - time.monotonic()
    if left <= 0:
        return None
    sock.settimeout(left)
    try:
        return sock.recv(1024)
    except TimeoutError:
        return None


def carry(wire, to, count, delays):
    """Pass on so many datagrams, each after its delay."""
    waiting = []  # a heap: when each is due, and the datagram
    while count or waiting:
        due = waiting[0][0] if waiting else time.monotonic() + 5
        if datagram := receive_until(wire, due):
            due = time.monotonic() + delays.pop(0) * STEP
            heapq.heappush(waiting, (due, datagram))
            count -= 1
        else:
            due, datagram = heapq.heappop(waiting)
            wire.sendto(datagram, to)


with (
    socket.socket(type=socket.SOCK_DGRAM) as sender,
    socket.socket(type=socket.SOCK_DGRAM) as wire,
    socket.socket(type=socket.SOCK_DGRAM) as receiver,
):
    for sock in wire, receiver:
        sock.bind(("127.0.0.1", 0))
        sock.settimeout(5)
    delays = [2, 3, 1, 5, 4]
    print("delays:  ", *delays)
    for word in b"a", b"b", b"c", b"d", b"e":
        sender.sendto(word, wire.getsockname())
    carry(wire, receiver.getsockname(), 5, delays)
    print("received:", *(receiver.recv(1).decode() for _ in range(5)))
