"""Let servers listen on "localhost", and see where they are.

Needs IPv6. Linux only, as root: it makes a network, and makes a
folder its /.
"""

import asyncio
import contextlib
import ctypes
import os
import socket
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)

ETC = {"hosts": "127.0.0.1 localhost\n::1 localhost\n",
       "host.conf": "multi on\n", "nsswitch.conf": "hosts: files\n"}


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

def bind(family):
    with socket.socket(family) as sock:
        sock.bind(("localhost", 0))
        return sock.getsockname()[0]


async def start():
    # The pool, now: later the module could not be found.
    asyncio.get_running_loop().set_default_executor(
        ThreadPoolExecutor())
    server = await asyncio.start_server(
        print, "localhost", 0, start_serving=False)
    async with server:
        return sorted(one.getsockname()[0] for one in server.sockets)


with see_only(ETC):
    print("bind, AF_INET:       ", bind(socket.AF_INET))
    try:
        print("bind, AF_INET6:      ", bind(socket.AF_INET6))
    except OSError:
        sys.exit("needs IPv6: there is no ::1 here")
    print("asyncio.start_server:", *asyncio.run(start()))
