"""Give another user an open file that it could not open itself.

Linux only, as root: so that a child can become another user.
"""

import ctypes
import os
import socket
import subprocess
import sys
import tempfile

if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)

ROOT, NOBODY = 0, 65534


def work_as(user, path, sock):
    """Become that user for good, and read what one is given."""
    os.setgid(user)
    os.setuid(user)
    print("uid", os.getuid(), "gid", os.getgid(),
          "may open it:", os.access(path, os.R_OK))
    _, descriptors, _, _ = socket.recv_fds(sock, 1, 1)
    with open(descriptors[0]) as file:
        print("  reads:", file.read())
        try:
            os.write(file.fileno(), b"mine")
        except OSError as error:
            print("  writes:", error, flush=True)
    return 0


ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
with ours, theirs, tempfile.NamedTemporaryFile("w+") as secret:
    # tempfile has made it with mode 600.
    secret.write("the secret")
    secret.flush()
    for user in ROOT, NOBODY:
        with open(secret.name) as file:
            socket.send_fds(ours, [b"f"], [file.fileno()])
        if user == ROOT:
            work_as(user, secret.name, theirs)
            continue
        child = os.fork()
        if child == 0:
            os._exit(work_as(user, secret.name, theirs))
        os.waitpid(child, 0)
