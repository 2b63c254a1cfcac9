"""Things that need a permission, tried with and without it.

Linux only, as root: so that it has a permission to give up.
"""

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

CAPABILITY_VERSION_3, THIS_PROCESS = 0x20080522, 0  # capability.h


def low_port():
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 80))


def broadcast():
    with socket.socket(type=socket.SOCK_DGRAM) as sock:
        return sock.sendto(b"hello?", ("127.255.255.255", 9))


def broadcast_with_option():
    with socket.socket(type=socket.SOCK_DGRAM) as sock:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
        return sock.sendto(b"hello?", ("127.255.255.255", 9))


def raw_socket():
    socket.socket(type=socket.SOCK_RAW,
                  proto=socket.IPPROTO_ICMP).close()


def packet_socket():
    socket.socket(socket.AF_PACKET, socket.SOCK_RAW).close()


def try_all():
    for call in (low_port, broadcast, broadcast_with_option,
                 raw_socket, packet_socket):
        try:
            print(f"  {call.__name__}: {call() or 'no error'}")
        except OSError as error:
            print(f"  {call.__name__}: {type(error).__name__}: {error}")


print("as root:")
try_all()
# Give up all capabilities of root's: capset(2), sets of bits, all 0.
header = struct.pack("Ii", CAPABILITY_VERSION_3, THIS_PROCESS)
if ctypes.CDLL(None).capset(header, bytes(24)):
    raise OSError("capset failed")
print("without root's capabilities:")
try_all()
