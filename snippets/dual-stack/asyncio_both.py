"""Let asyncio listen on every address, of both families.

Linux only, as root: it makes a network, for otherwise the server
could be reached from outside.
"""

import asyncio
import ctypes
import socket
import subprocess
import sys

if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)


async def main():
    server = await asyncio.start_server(print, None, 0)
    async with server:
        ports = set()
        for sock in sorted(server.sockets, key=lambda one: one.family):
            host, port, *_ = sock.getsockname()
            ports.add(port)
            print(sock.family.name, host)
            if sock.family == socket.AF_INET6:
                print("   IPV6_V6ONLY", sock.getsockopt(
                    socket.IPPROTO_IPV6, socket.IPV6_V6ONLY))
        print("port 0: the same port for both:", len(ports) == 1)


asyncio.run(main())
