"""Meet one link-local address on two cables.

Linux only, as root: it makes two machines.
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

def lay(cable):
    """Connect the machines; both ends get an address of one link."""
    go_to(theirs)
    ip(f"link add {cable} type veth peer name {cable} "
       f"netns /proc/{os.getpid()}/fd/{ours}")
    for machine, address in (theirs, "fe80::2"), (ours, "fe80::1"):
        go_to(machine)
        ip(f"link set {cable} addrgenmode none up")
        ip(f"address add {address}/64 dev {cable} nodad")


ours = make_machine()
theirs = make_machine()
lay("red")
lay("blue")
print("interfaces:", *(name for _, name in socket.if_nameindex()))
go_to(theirs)
server = socket.create_server(("::", 0), family=socket.AF_INET6)
port = server.getsockname()[1]
go_to(ours)
with server:
    for host in "fe80::2", "fe80::2%red", "fe80::2%blue":
        try:
            client = socket.create_connection((host, port), timeout=5)
        except OSError as error:
            print(f"{host:13} {error}")
            continue
        conn, (peer, _, _, scope_id) = server.accept()
        with client, conn:
            scope = socket.if_indextoname(client.getpeername()[3])
            go_to(theirs)
            print(f"{host:13} scope id of {scope}; they see {peer},",
                  "scope id of", socket.if_indextoname(scope_id))
            go_to(ours)
for machine in ours, theirs:
    os.close(machine)
