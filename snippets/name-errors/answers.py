"""Be the DNS server, and see which error each answer becomes.

Linux only, as root: it makes a network, and makes a folder its /.
"""

import contextlib
import ctypes
import os
import socket
import subprocess
import sys
import tempfile
import threading

if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)

ETC = {"resolv.conf": "nameserver 127.0.0.1\n"
                      "options timeout:1 attempts:1\n",
       "nsswitch.conf": "hosts: dns\n"}
# The first label of a name says what becomes of the question: the
# number is the RCODE of the answer, RFC 1035, section 4.1.1.
ANSWERS = {"no-such": 3, "broken": 2, "refused": 5, "empty": 0}


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

def serve(resolver):
    """Answer without an address; leave other names unanswered."""
    while True:
        query, client = resolver.recvfrom(512)
        if not query:
            return
        label = query[13:13 + query[12]].decode()
        if label in ANSWERS:
            # Bytes 2 and 3: a response, recursion, and the RCODE.
            flags = 0x8180 | ANSWERS[label]
            resolver.sendto(
                query[:2] + flags.to_bytes(2) + query[4:], client)


resolver = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
resolver.bind(("127.0.0.1", 53))
with resolver, see_only(ETC):
    thread = threading.Thread(target=serve, args=(resolver,))
    thread.start()
    for name in *ANSWERS, "silent":
        try:
            socket.getaddrinfo(f"{name}.example", None)
        except socket.gaierror as error:
            print(f"{name:8} socket.gaierror: {error}")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.sendto(b"", resolver.getsockname())  # the end
    thread.join()
