"""Say localhost in three clients, to servers at one address each.

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

def first_address(host, port):
    """Take the first answer, as hurried programs do."""
    family, kind, proto, _, address = socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind, proto) as sock:
        sock.settimeout(5)
        sock.connect(address)
        return sock.getpeername()[0]


def plain_socket(host, port):
    with socket.socket() as sock:  # AF_INET, if you say nothing
        sock.settimeout(5)
        sock.connect((host, port))
        return sock.getpeername()[0]


def create_connection(host, port):
    with socket.create_connection((host, port), timeout=5) as sock:
        return sock.getpeername()[0]


for family, host in ((socket.AF_INET, "127.0.0.1"),
                     (socket.AF_INET6, "::1")):
    try:
        listener = socket.create_server((host, 0), family=family)
    except OSError:
        sys.exit("needs IPv6: there is no ::1 here")
    with listener, see_only(ETC):
        print(f"a server at {host}:")
        for call in first_address, plain_socket, create_connection:
            try:
                said = call("localhost", listener.getsockname()[1])
            except OSError as error:
                said = error
            print(f"   {call.__name__:17} {said}")
