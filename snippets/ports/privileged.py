"""Linux only, as root: ports below 1024 need a privilege."""

import ctypes
import socket
import struct

with open("/proc/sys/net/ipv4/ip_unprivileged_port_start") as file:
    print("privileged ports end below:", file.read().strip())


def try_port(port):
    with socket.socket() as sock:
        try:
            sock.bind(("127.0.0.1", port))
            print("  port", port, "bound")
        except PermissionError as error:
            print("  port", port, "refused:", error)


print("as root:")
try_port(1023)

# Give up every capability of root, for good; see capset(2).
header = struct.pack("Ii", 0x20080522, 0)
if ctypes.CDLL(None).capset(header, bytes(24)):
    raise OSError("capset failed")
print("without root's privileges:")
try_port(1023)
try_port(1024)
