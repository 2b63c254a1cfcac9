"""Look names up with hints and flags, in an /etc of one's own.

Linux only, as root: it makes a network, and makes a folder its /.
"""

import contextlib
import ctypes
import os
import socket
import subprocess
import sys
import tempfile
from socket import AF_INET6, AI_ADDRCONFIG, AI_ALL, AI_CANONNAME
from socket import AI_NUMERICHOST, AI_V4MAPPED

if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)

HOSTS = """192.0.2.7   four.example
192.0.2.8   both.example alias.example
2001:db8::8 both.example alias.example
"""
ETC = {"hosts": HOSTS, "host.conf": "multi on\n",
       "nsswitch.conf": "hosts: files\n"}
QUESTIONS = [
    ("both.example", 0, 0),
    ("both.example", AF_INET6, 0),
    ("four.example", AF_INET6, 0),
    ("four.example", AF_INET6, AI_V4MAPPED),
    ("both.example", AF_INET6, AI_V4MAPPED | AI_ALL),
    ("four.example", 0, AI_NUMERICHOST),
    ("192.0.2.7", 0, AI_NUMERICHOST),
    ("alias.example", 0, AI_CANONNAME),
    ("both.example", 0, AI_ADDRCONFIG),
]


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

# An address of IPv4, and none of IPv6: loopback does not count.
subprocess.run("ip address replace 192.0.2.1/24 dev lo".split(),
               check=True)
with see_only(ETC):
    for host, family, flags in QUESTIONS:
        hints = [socket.AddressFamily(family).name] if family else []
        hints += [flag.name for flag in socket.AddressInfo
                  if flag & flags]
        print(host, *hints)
        try:
            for *_, name, address in socket.getaddrinfo(
                host, 80, family, socket.SOCK_STREAM, flags=flags
            ):
                print("  ", *filter(None, (address[0], name)))
        except socket.gaierror as error:
            print("  ", error)
