"""Let six versions of /etc/hosts say what localhost is.

Needs IPv6. Linux only, as root: it makes a network, and makes a
folder its /.
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

FOUR, SIX = "127.0.0.1 localhost\n", "::1 localhost\n"
VERSIONS = {
    "both": FOUR + SIX,
    "both, the other way round": SIX + FOUR,
    "127.0.0.1 only": FOUR,
    "::1 only": SIX,
    "a wrong line": "192.0.2.7 localhost\n",
    "nothing": "",
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

try:
    socket.create_server(("::1", 0), family=socket.AF_INET6).close()
except OSError:
    sys.exit("needs IPv6: there is no ::1 here")
for title, hosts in VERSIONS.items():
    with see_only({"hosts": hosts, "host.conf": "multi on\n",
                   "nsswitch.conf": "hosts: files\n"}):
        try:
            found = socket.getaddrinfo("localhost", 80,
                                       type=socket.SOCK_STREAM)
            print(f"{title:26}", *(one[-1][0] for one in found))
        except socket.gaierror as error:
            print(f"{title:26}", error)
