"""Linux only: count the sockets that a small asyncio server holds."""

import asyncio
import os
import socket
from collections import Counter


def own_sockets():
    """The address family of each socket this process holds."""
    for name in os.listdir("/proc/self/fd"):
        path = f"/proc/self/fd/{name}"
        # The listing itself used a descriptor, closed by now.
        if (os.path.exists(path)
                and os.readlink(path).startswith("socket:")):
            with socket.socket(fileno=os.dup(int(name))) as copy:
                yield copy.family.name


def show(when):
    print(when)
    for family, number in sorted(Counter(own_sockets()).items()):
        print("  ", family, number)


async def main():
    show("before the server starts:")
    async with await asyncio.start_server(
            lambda reader, writer: None, "127.0.0.1", 0):
        show("while the server listens on TCP:")
    show("after it has closed:")


asyncio.run(main())
