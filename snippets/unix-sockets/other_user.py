"""Which paths can another user connect to?

Linux only, as root: so that it can act as another user.
"""

import ctypes
import errno
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

ROOT, NOBODY = 0, 65534  # nobody: a user who owns nothing, by custom
CASES = [  # name, mode that chmod gives it
    ("as-bound", None),
    ("mode-600", 0o600),
    ("mode-666", 0o666),
    ("mode-444", 0o444),
    ("private/mode-666", 0o666),
    ("\0abstract-name", None),
]


def connect_as(user, name):
    """What connect says to a process of that user."""
    os.setegid(user)
    os.seteuid(user)
    with socket.socket(socket.AF_UNIX) as sock:
        number = sock.connect_ex(name)
    os.seteuid(ROOT)
    os.setegid(ROOT)
    return errno.errorcode.get(number, "connected")


os.umask(0o022)  # what bind takes away: see umask(2)
with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    os.chmod(".", 0o755)
    os.mkdir("private", 0o700)
    for name, mode in CASES:
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(name)
            if mode is not None:
                os.chmod(name, mode)  # before listen: nobody is in
            listener.listen()
            print(f"{name.replace(chr(0), '@'):17}",
                  "root:", connect_as(ROOT, name),
                  " nobody:", connect_as(NOBODY, name))
