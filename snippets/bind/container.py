"""Publish a port of a container whose server binds one address.

Linux only, as root: it makes a host, a container and a cable.
"""

import ctypes
import os
import socket
import subprocess
import sys

libc = ctypes.CDLL(None)
NEW_NETWORK = 0x40000000  # CLONE_NEWNET, unshare(2) and setns(2)


def make_machine():
    """A network of its own; this program is now in it."""
    if libc.unshare(NEW_NETWORK):
        sys.exit("root is needed to make a network")
    return os.open("/proc/self/ns/net", os.O_RDONLY)


def go_to(machine):
    """Sockets made from now on belong to that machine."""
    if libc.setns(machine, NEW_NETWORK):
        raise OSError("no such machine")


def ip(command):
    subprocess.run(["ip", *command.split()], check=True)

def read_all(sock):
    with sock.makefile("rb") as file:
        return file.read()


def answer(host, port):
    """Connect, let the server greet, and return what arrives."""
    with socket.create_connection((host, port), timeout=5) as client:
        conn, _ = server.accept()
        with conn:
            conn.sendall(b"hello")
        return read_all(client)


def publish(port):
    """Pass one client of the host on, as `docker run -p` does."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        with socket.create_connection(door.getsockname(), 5) as client:
            conn, _ = door.accept()
            with conn:
                try:
                    conn.sendall(answer("198.51.100.2", port))
                except OSError as error:
                    print("   the proxy:        ", error)
            return read_all(client)


host = make_machine()
ip("link set lo up")
container = make_machine()
ip("link set lo up")
ip("link add eth0 type veth peer name docker0 "
   f"netns /proc/{os.getpid()}/fd/{host}")
ip("address add 198.51.100.2/24 dev eth0")
ip("link set eth0 up")
go_to(host)
ip("address add 198.51.100.1/24 dev docker0")
ip("link set docker0 up")

for address in "127.0.0.1", "0.0.0.0":
    print(f"in the container, bound to {address}")
    go_to(container)
    with socket.create_server((address, 0)) as server:
        port = server.getsockname()[1]
        print("   in the container: ", answer("127.0.0.1", port))
        go_to(host)
        print("   on the host:      ", publish(port))
os.close(host)
os.close(container)
