"""What send says to a path where datagrams go.

Linux only: other systems have other numbers.
"""

import os
import socket
import tempfile

UNIX = socket.AF_UNIX, socket.SOCK_DGRAM


def try_to_send(what, sender, path, size=5):
    try:
        print(f"{what}: {sender.sendto(bytes(size), path)} bytes sent")
    except OSError as error:
        print(f"{what}: {type(error).__name__}: {error}")


with (
    tempfile.TemporaryDirectory() as folder,
    socket.socket(*UNIX) as receiver,
    socket.socket(*UNIX) as friend,
    socket.socket(*UNIX) as stranger,
):
    os.chdir(folder)
    try_to_send("no such path", stranger, "receiver")
    receiver.bind("receiver")
    friend.bind("friend")
    try_to_send("bound", stranger, "receiver")
    stranger.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 5000)
    try_to_send("20,000 bytes", stranger, "receiver", 20_000)

    receiver.connect("friend")  # from now on for this friend only
    try_to_send("from a friend", friend, "receiver")
    try_to_send("from a stranger", stranger, "receiver")
    receiver.close()
    try_to_send("closed", stranger, "receiver")
