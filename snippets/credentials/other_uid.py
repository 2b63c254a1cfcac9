"""Let two users connect, and serve the one who may.

Linux only, as root: so that a child can become another user.
"""

import ctypes
import os
import socket
import struct
import subprocess
import sys

if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)

UCRED = struct.Struct("iII")  # pid, uid, gid: struct ucred, unix(7)
ROOT, NOBODY = 0, 65534
NAME = "\0who-may"  # an abstract name: anybody can connect
ALLOWED = {ROOT}


def credentials(sock):
    return UCRED.unpack(sock.getsockopt(
        socket.SOL_SOCKET, socket.SO_PEERCRED, UCRED.size))


def connect_as(user):
    """Become that user for good, and connect."""
    os.setgroups([])
    os.setgid(user)
    os.setuid(user)
    with socket.socket(socket.AF_UNIX) as sock:
        sock.connect(NAME)
    return 0


with socket.socket(socket.AF_UNIX) as listener:
    listener.bind(NAME)
    listener.listen()
    connect_as(ROOT)
    child = os.fork()
    if child == 0:
        os._exit(connect_as(NOBODY))
    for _ in range(2):
        conn, _ = listener.accept()
        with conn:
            pid, uid, gid = credentials(conn)
            print("uid", uid, "gid", gid, "a child:", pid == child,
                  "served" if uid in ALLOWED else "sent away")
    os.waitpid(child, 0)
