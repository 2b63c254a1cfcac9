"""Positions of a player come late and twice: show the newest."""

import socket
import struct

UPDATE = struct.Struct("!HHH")  # a number, and where the player is
HALF = 2 ** 15


def is_newer(number, than):
    """Numbers of 16 bits begin again at 0: the shorter way decides."""
    return 0 < (number - than) % 2 ** 16 < HALF


with (
    socket.socket(type=socket.SOCK_DGRAM) as game,
    socket.socket(type=socket.SOCK_DGRAM) as player,
):
    game.bind(("127.0.0.1", 0))
    game.settimeout(5)
    # The wire has lost 65535 and held 1 back; 2 came twice.
    for number, x in (
        (65533, 10), (65534, 11), (0, 13), (2, 15), (2, 15), (1, 14),
        (3, 16),
    ):
        player.sendto(UPDATE.pack(number, x, 7), game.getsockname())

    newest = None
    for _ in range(7):
        number, x, y = UPDATE.unpack(game.recv(UPDATE.size))
        if newest is None or is_newer(number, newest):
            newest = number
            print(f"update {number:5}: the player is at {x}, {y}")
        else:
            print(f"update {number:5}: too late")
