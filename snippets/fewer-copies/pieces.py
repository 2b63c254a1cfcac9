"""Send several pieces in one call, without joining them first.

Not on Windows, which has no sendmsg.
"""

import os
import socket
from threading import Thread

MOST = os.sysconf("SC_IOV_MAX")  # pieces that one call takes


def send_pieces(sock, pieces):
    """Send all of them; how many calls it took."""
    pieces = [memoryview(piece) for piece in pieces if piece]
    calls = 0
    while pieces:
        sent = sock.sendmsg(pieces[:MOST])
        calls += 1
        while pieces and sent >= len(pieces[0]):
            sent -= len(pieces.pop(0))
        if sent:  # it took a part of this one
            pieces[0] = pieces[0][sent:]
    return calls


def receive(sock, into):
    while data := sock.recv(65536):
        into += data


for pieces in (
    [b"head", b"body"],
    [b"head", b"x" * 10_000_000, b"tail"],
    [b"line\n"] * 3000,
):
    sender, reader = socket.socketpair()
    received = bytearray()
    thread = Thread(target=receive, args=[reader, received])
    with reader:
        thread.start()
        with sender:
            sender.settimeout(10)
            calls = send_pieces(sender, pieces)
        thread.join()
    print(f"{len(pieces)} pieces, one call: {calls == 1},",
          "all arrived:", received == b"".join(pieces))
    print(f"  {len(received)} bytes, {bytes(received[:8])}...")

sender, reader = socket.socketpair()
with sender, reader:
    try:
        sender.sendmsg([b"line\n"] * (MOST + 1))
    except OSError as error:
        print(error)
