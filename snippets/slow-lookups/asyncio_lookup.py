"""Give a lookup a limit with asyncio, and see what goes on.

Linux only, as root: it makes a network, and makes a folder its /.
"""

import asyncio
import contextlib
import ctypes
import os
import socket
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)

ETC = {"resolv.conf": "nameserver 127.0.0.1\n"
                      "options timeout:2 attempts:1\n",
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

async def greet(reader, writer):
    writer.write(b"hello")
    writer.close()


async def main():
    loop = asyncio.get_running_loop()
    # Its pool, now: later the module could not be found.
    loop.set_default_executor(ThreadPoolExecutor())
    lookup = loop.create_task(loop.getaddrinfo("slow.example", 80))
    async with await asyncio.start_server(greet, sock=door):
        reader, writer = await asyncio.open_connection(
            *door.getsockname())
        print("meanwhile, a client reads", await reader.read())
        writer.close()
    print("the lookup is done:", lookup.done())
    try:
        async with asyncio.timeout(0.1):
            await lookup
    except TimeoutError:
        print("TimeoutError; the loop goes on:", early())


def early():
    return time.monotonic() - start < 1.5


door = socket.create_server(("127.0.0.1", 0))
resolver = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
resolver.bind(("127.0.0.1", 53))  # a port that answers nothing
with door, resolver, see_only(ETC):
    start = time.monotonic()
    asyncio.run(main())
    print("run returned as early:", early())
