"""Linux only, as root: ports below 1024 need a privilege."""

import ctypes
import socket
import struct
import subprocess
import sys

if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)

# linux/capability.h
CAPABILITY_VERSION_3, THIS_PROCESS = 0x20080522, 0

with open("/proc/sys/net/ipv4/ip_unprivileged_port_start") as file:
    print("the first port that needs no privilege:",
          file.read().strip())


def try_port(port):
    with socket.socket() as sock:
        try:
            sock.bind(("127.0.0.1", port))
            print("  port", port, "bound")
        except PermissionError as error:
            print("  port", port, "refused:", error)


print("as root:")
try_port(1023)

# From here on this process has no capability of root's: capset(2).
# The sets are bits, six numbers of four bytes: all of them 0.
header = struct.pack("Ii", CAPABILITY_VERSION_3, THIS_PROCESS)
no_capabilities = bytes(24)
if ctypes.CDLL(None).capset(header, no_capabilities):
    raise OSError("capset failed")
print("without root's privileges:")
try_port(1023)
try_port(1024)
