"""Connect with a time-out to a name whose resolver does not answer.

Linux only, as root: it makes a network, and makes a folder its /.
"""

import contextlib
import ctypes
import os
import socket
import subprocess
import sys
import tempfile
import time

if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)

# Ask 127.0.0.1, wait a second for an answer, and ask once.
ETC = {"resolv.conf": "nameserver 127.0.0.1\n"
                      "options timeout:1 attempts:1\n",
       "nsswitch.conf": "hosts: dns\n"}


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

def attempt(title, call):
    start = time.monotonic()
    try:
        call()
    except OSError as error:
        print(f"{title:20} {error}")
    took = time.monotonic() - start
    print(f"   gave up within half a second: {took < 0.5}")


resolver = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
resolver.bind(("127.0.0.1", 53))  # a port that answers nothing
with resolver, see_only(ETC):
    attempt("create_connection", lambda: socket.create_connection(
        ("slow.example", 80), timeout=0.1))

    socket.setdefaulttimeout(0.1)
    attempt("a default time-out", lambda: socket.getaddrinfo(
        "slow.example", 80))

    with socket.socket() as sock:
        sock.setblocking(False)
        attempt("a non-blocking socket", lambda: sock.connect_ex(
            ("slow.example", 80)))
    resolver.setblocking(False)
    print("questions that reached the resolver:", end=" ")
    questions = 0
    with contextlib.suppress(BlockingIOError):
        while resolver.recv(512):
            questions += 1
    print(questions)
