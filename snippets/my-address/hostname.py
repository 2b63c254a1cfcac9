"""Look one's own host name up, with four versions of /etc/hosts.

Linux only, as root: it makes a network, and makes a folder its /.
"""

import contextlib
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

NAME = socket.gethostname()
VERSIONS = {
    "as Debian writes it": f"127.0.1.1 {NAME}\n",
    "as Docker writes it": f"172.17.0.2 {NAME}\n",
    "out of date": f"192.0.2.77 {NAME}\n",
    "not there": "",
}


@contextlib.contextmanager
def see_only(files):
    """Let the C library find these files in /etc, and no others."""
    "".encode("idna")  # this codec is loaded while it can be found
    with tempfile.TemporaryDirectory() as root:
        os.mkdir(f"{root}/etc")
        for name, text in files.items():
            with open(f"{root}/etc/{name}", "w") as file:
                file.write(text)
        os.chdir("/")  # the way back
        os.chroot(root)
        try:
            yield
        finally:
            os.chroot(".")

for title, line in VERSIONS.items():
    with see_only({"hosts": "127.0.0.1 localhost\n" + line,
                   "nsswitch.conf": "hosts: files\n"}):
        try:
            found = socket.gethostbyname(socket.gethostname())
        except socket.gaierror as error:
            found = f"gaierror: {error}"
    print(f"{title:20} {found}")
