"""Send blocks with synchronisation points; the first attempt is cut."""

import socket
import struct

DATA, SYNC, CONFIRM, RESUME, END = range(5)
BLOCKS = [b"one ", b"two ", b"three ", b"four ", b"five ", b"six"]


def send(sock, kind, data=b""):
    sock.sendall(struct.pack("!BH", kind, len(data)) + data)


def receive(stream, expected):
    """Return the number in the next unit, which must be of one kind."""
    unit = stream.read(4)
    if unit[:3] != struct.pack("!BH", expected, 1) or len(unit) < 4:
        raise ConnectionError("the peer broke off or talks nonsense")
    return unit[3]


def attempt(blocks_until_cut):
    address = ("127.0.0.1", 25302)
    with (
        socket.create_connection(address, timeout=10) as sock,
        sock.makefile("rb") as stream,
    ):
        point = receive(stream, RESUME)
        print(f"go on after point {point}")
        # A point follows every second block; the last one ends it.
        for number in range(2 * point, len(BLOCKS)):
            if number == blocks_until_cut:
                print("the connection breaks")
                return
            print("  ", BLOCKS[number])
            send(sock, DATA, BLOCKS[number])
            last = number + 1 == len(BLOCKS)
            if number % 2 or last:
                point += 1
                send(sock, END if last else SYNC, bytes([point]))
                print(f"   point {receive(stream, CONFIRM)} confirmed")


attempt(blocks_until_cut=5)
attempt(blocks_until_cut=None)
