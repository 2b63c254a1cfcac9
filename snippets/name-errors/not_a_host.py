"""Pass what is no host name where a host name is wanted.

Linux only, as root: it makes a network, and makes a folder its /.
"""

import contextlib
import ctypes
import os
import socket
import subprocess
import sys
import tempfile
from urllib.parse import urlsplit

if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)

ETC = {"hosts": "192.0.2.7 www.example\n",
       "nsswitch.conf": "hosts: files\n"}


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

def look_up(host):
    try:
        entry, *_ = socket.getaddrinfo(host, 80)
        return entry[-1][0]
    except (socket.gaierror, UnicodeError) as error:
        return f"{type(error).__name__}: {error}"


with see_only(ETC):
    for text in ("http://www.example/news", "www.example/news",
                 "www.example:80", "www.example\n", "", "[::1]"):
        print(f"{text!r:27}", look_up(text))
    for text in ("http://www.example/news", "//www.example:80",
                 "http://[::1]:8080/"):
        parts = urlsplit(text)
        print(f"{text!r:27}", repr(parts.hostname), parts.port)
    print(f"{'www.example'!r:27}", look_up("www.example"))
