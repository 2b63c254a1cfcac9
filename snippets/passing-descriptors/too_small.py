"""Receive three descriptors with room for fewer.

Linux only: macOS treats those without room in another way.
"""

import array
import os
import socket

SIZE = array.array("i").itemsize  # bytes of one descriptor


def receive(what, size):
    """Receive with so much room; say what came, and what is open."""
    before = len(os.listdir("/proc/self/fd"))
    socket.send_fds(left, [b"3"], 3 * [left.fileno()])
    if size is None:
        data, flags, named = right.recv(1), 0, b""
    else:
        data, ancillary, flags, _ = right.recvmsg(1, size)
        named = b"".join(content for _, _, content in ancillary)
    descriptors = array.array("i", named)
    opened = len(os.listdir("/proc/self/fd")) - before
    print(f"{what}: data {data}, {len(descriptors)} descriptors,",
          f"{opened} opened,",
          "MSG_CTRUNC" if flags & socket.MSG_CTRUNC else "no flag")
    for descriptor in descriptors:
        os.close(descriptor)


left, right = socket.socketpair()
with left, right:
    receive("room for three", socket.CMSG_SPACE(3 * SIZE))
    receive("CMSG_LEN, one ", socket.CMSG_LEN(SIZE))
    receive("CMSG_SPACE, one", socket.CMSG_SPACE(SIZE))
    receive("no room       ", 0)
    receive("a plain recv  ", None)
