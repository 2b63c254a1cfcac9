"""Turn asyncio's happy eyeballs on, and see what they save.

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

ETC = {"hosts": "2001:db8::7 both.example\n192.0.2.7 both.example\n",
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

async def attempt(port, delay):
    # The pool, now: later the module could not be found.
    asyncio.get_running_loop().set_default_executor(
        ThreadPoolExecutor())
    print("happy_eyeballs_delay:", delay)
    try:
        async with asyncio.timeout(2):
            reader, writer = await asyncio.open_connection(
                "both.example", port, happy_eyeballs_delay=delay)
    except TimeoutError:
        print("   TimeoutError after two seconds")
        return
    print("   connected to", writer.get_extra_info("peername")[0])
    writer.close()
    await writer.wait_closed()


try:
    socket.create_server(("::1", 0), family=socket.AF_INET6).close()
except OSError:
    sys.exit("needs IPv6: there is no ::1 here")
# Packets to 2001:db8::7 go to a card that is not there. 192.0.2.7 is
# this machine.
for command in (
    "link add hole type veth peer name far",
    "link set hole up", "link set far up",
    "address add 2001:db8::1/64 dev hole nodad",
    "neighbour add 2001:db8::7 lladdr 02:00:00:00:00:07 dev hole",
    "address add 192.0.2.7/32 dev lo",
):
    subprocess.run(["ip", *command.split()], check=True)
with socket.create_server(("192.0.2.7", 0)) as server, see_only(ETC):
    for delay in None, 0.25:
        asyncio.run(attempt(server.getsockname()[1], delay))
