"""Break the way to the DNS server, and find out where it is broken.

Linux only, as root: it makes a network, and makes a folder its /.
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

OPTIONS = "options timeout:1 attempts:1\n"
CASES = {
    "nobody is there": "nameserver 127.0.0.53\n",
    "no network": "nameserver 192.0.2.53\n",
    "no resolv.conf": None,
}


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

def probe(server):
    """Send a DNS server a question: the root, and its NS records."""
    question = bytes([0, 1, 1, 0, 0, 1, *[0] * 7, 0, 2, 0, 1])
    family, kind, *_, address = socket.getaddrinfo(
        server, 53, type=socket.SOCK_DGRAM)[0]
    with socket.socket(family, kind) as sock:
        sock.settimeout(1)
        try:
            sock.connect(address)
            sock.send(question)
            return f"{len(sock.recv(512))} bytes"
        except OSError as error:
            return str(error)


def read_servers():
    """The DNS servers of the file; the C library asks three."""
    try:
        with open("/etc/resolv.conf") as file:
            lines = [line.split() for line in file]
    except FileNotFoundError:
        lines = []
    return [line[1] for line in lines if line[:1] == ["nameserver"]
            ] or ["127.0.0.1"]  # resolv.conf(5)


for title, text in CASES.items():
    files = {"nsswitch.conf": "hosts: files dns\n"}
    if text:
        files["resolv.conf"] = text + OPTIONS
    with see_only(files):
        print(f"{title}:")
        try:
            socket.getaddrinfo("service.example", 80)
        except socket.gaierror as error:
            print(f"   socket.gaierror: {error}")
        for server in read_servers():
            print(f"   {server}: {probe(server)}")
