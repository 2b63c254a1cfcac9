"""Linux only, as root: what is left when a step is missed."""

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

CHILD = """
import os, sys

steps = {
    "setgroups": lambda: os.setgroups([]),
    "setgid": lambda: os.setgid(65534),
    "setuid": lambda: os.setuid(65534),
}
folder, *names = sys.argv[1:]
folder = os.open(folder, os.O_RDONLY)
os.setgroups([0])  # as root has it after logging in
try:
    for name in names:
        steps[name]()
    print("  user", os.getuid(), "group", os.getgid(),
          "groups", os.getgroups())
    with open("key", opener=lambda name, flags: os.open(
            name, flags, dir_fd=folder)) as key:
        print("  can read:", key.read())
except PermissionError as error:
    print(" ", error.strerror)
finally:
    os.close(folder)
"""

with tempfile.TemporaryDirectory() as folder:
    os.chmod(folder, 0o755)  # all may look into it
    with open(os.path.join(folder, "key"), "w") as file:
        file.write("for the group of root")
        os.chmod(file.fileno(), 0o640)
    for names in (
        ["setgroups", "setgid", "setuid"],
        ["setuid", "setgid", "setgroups"],
        ["setgid", "setuid"],
        ["setuid"],
    ):
        print(*names, flush=True)
        subprocess.run([sys.executable, "-c", CHILD, folder, *names],
                       check=True)
