"""Connect over links of different MTU and read the MSS that is offered.

Linux only, as root: it makes a TUN device, a link whose other end is
this program. Needs IPv6.
"""

import ctypes
import errno
import fcntl
import select
import socket
import struct
import subprocess
import sys

# linux/if_tun.h: the request that makes a device, and its kind.
TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000
# What the request takes: a name, the kind, and room for the rest.
IFREQ = struct.Struct("16sH22x")
MSS_OPTION = 2


def ip(command):
    subprocess.run(["ip", *command.split()], check=True)


def read_syn(wire, port):
    """Return the TCP segment that connect has put on this link."""
    while select.select([wire], [], [], 5)[0]:
        packet = wire.read(2048)
        start = 20 if packet[0] >> 4 == 4 else 40
        segment = packet[start:]
        if segment[:2] == port.to_bytes(2, "big"):
            return segment
    raise TimeoutError("no SYN within 5 seconds")


def offered(family, address):
    """The program that stays the same, whatever the link."""
    with socket.socket(family, socket.SOCK_STREAM) as sock:
        # Nobody answers at the other end, so do not wait for it.
        sock.setblocking(False)
        result = sock.connect_ex((address, 80))
        if result != errno.EINPROGRESS:
            raise OSError(result, "connect")
        syn = read_syn(wire, sock.getsockname()[1])
    # Behind the 20 bytes of every TCP header begin the options.
    kind, length, mss = struct.unpack("!BBH", syn[20:24])
    if kind != MSS_OPTION:
        raise ValueError("the first option is another one")
    return mss


if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
try:
    socket.create_server(("::1", 0), family=socket.AF_INET6).close()
except OSError:
    sys.exit("needs IPv6: there is no ::1 here")

with open("/dev/net/tun", "r+b", buffering=0) as wire:
    fcntl.ioctl(wire, TUNSETIFF,
                IFREQ.pack(b"tun9", IFF_TUN | IFF_NO_PI))
    ip("link set tun9 up")
    ip("address add 192.0.2.1/24 dev tun9")
    ip("address add 2001:db8::1/64 dev tun9 nodad")
    for mtu in 1500, 1400, 1280:
        ip(f"link set tun9 mtu {mtu}")
        four = offered(socket.AF_INET, "192.0.2.2")
        six = offered(socket.AF_INET6, "2001:db8::2")
        print(f"MTU {mtu}: MSS {four} over IPv4, {six} over IPv6")
