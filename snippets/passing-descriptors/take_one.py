"""Take one descriptor of a kind, and close all that is not asked.

Linux only: how many come at most differs between systems.
"""

import os
import socket
import stat
import tempfile

ROOM = 253  # descriptors in one message at most: SCM_MAX_FD, unix(7)


def take_socket(sock):
    """The one socket that came with a message; else an error."""
    data, descriptors, flags, _ = socket.recv_fds(sock, 1, ROOM)
    try:
        if not data:
            raise EOFError("the sender has gone")
        if flags & socket.MSG_CTRUNC or len(descriptors) != 1:
            raise ValueError(f"one wanted, {len(descriptors)} came")
        if not stat.S_ISSOCK(os.fstat(descriptors[0]).st_mode):
            raise ValueError("not a socket")
        taken = socket.socket(fileno=descriptors[0])
        descriptors.clear()  # it closes this one from now on
        taken.set_inheritable(False)  # as Python's own are
        return taken
    finally:
        for descriptor in descriptors:
            os.close(descriptor)


def open_here():
    return len(os.listdir("/dev/fd"))


left, right = socket.socketpair()
with left, right, tempfile.TemporaryFile() as file:
    left.settimeout(10)
    right.settimeout(10)
    before = open_here()
    for sent in [left], [], [left, right], [file], None:
        if sent is None:
            left.shutdown(socket.SHUT_WR)
        else:
            socket.send_fds(left, [b"x"], [o.fileno() for o in sent])
        try:
            with take_socket(right) as taken:
                print("taken; inheritable:", taken.get_inheritable())
        except (ValueError, EOFError) as error:
            print(f"{type(error).__name__}: {error}")
    print("more descriptors than before:", open_here() - before)
