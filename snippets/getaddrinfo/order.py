"""See the order of two addresses change with the network.

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

ETC = {"hosts": "192.0.2.8 both.example\n2001:db8::8 both.example\n",
       "host.conf": "multi on\n",  # read on after the first line
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

def change(command):
    subprocess.run(["ip", "address", *command.split()], check=True)


def show(network):
    with see_only(ETC):
        found = socket.getaddrinfo("both.example", 80,
                                   type=socket.SOCK_STREAM)
    print(f"{network:13}", *(address[0] for *_, address in found))


try:
    socket.create_server(("::1", 0), family=socket.AF_INET6).close()
except OSError:
    sys.exit("needs IPv6: there is no ::1 here")
show("only loopback")
change("add 192.0.2.1/24 dev lo")
show("IPv4")
change("add 2001:db8::1/64 dev lo nodad")
show("IPv4 and IPv6")
change("delete 192.0.2.1/24 dev lo")
show("IPv6")
change("delete 2001:db8::1/64 dev lo")
