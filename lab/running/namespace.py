"""A private loopback: a network namespace of its own, with a `lo` that behaves like a wire.

Linux only. As root it needs nothing else; as an ordinary user it also takes a user namespace, in which that
user counts as root. See namespaces(7), user_namespaces(7) and netdevice(7).
"""

import ctypes
import os
import socket
import struct
import subprocess
import sys
from functools import cache

CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000  # linux/sched.h
SIOCGIFFLAGS, SIOCSIFFLAGS, SIOCSIFMTU, SIOCETHTOOL = 0x8913, 0x8914, 0x8922, 0x8946  # linux/sockios.h
IFF_UP = 1
OFFLOADS = {"tso": 0x1F, "gso": 0x24, "gro": 0x2C}  # linux/ethtool.h: ETHTOOL_STSO, _SGSO, _SGRO
SETTINGS = {  # below /proc/sys/net/ipv4: what could differ from one machine to the next
    "tcp_rmem": "4096 131072 6291456",
    "tcp_wmem": "4096 16384 4194304",
    "tcp_ecn": "2",
    "tcp_timestamps": "1",
    "tcp_fastopen": "3",
    "ip_unprivileged_port_start": "1024",
}


def enter(wire: bool = True) -> None:
    """Move this process into a new network namespace and bring its loopback up. OSError where that is forbidden.

    The loopback behaves like a wire; without `wire` it is as the system makes it, and so are all settings.
    """
    uid, gid = os.getuid(), os.getgid()
    try:
        unshare(CLONE_NEWNET)
    except PermissionError:
        unshare(CLONE_NEWUSER | CLONE_NEWNET)
        write_proc("/proc/self/setgroups", "deny")
        write_proc("/proc/self/uid_map", f"0 {uid} 1")
        write_proc("/proc/self/gid_map", f"0 {gid} 1")
    if not wire:
        return switch_on("lo")
    bring_up("lo", mtu=1500)
    for name, value in SETTINGS.items():
        write_proc(f"/proc/sys/net/ipv4/{name}", value)


def unshare(flags: int) -> None:
    """unshare(2), with its flags; in the standard library from Python 3.12. Raises OSError."""
    if hasattr(os, "unshare"):
        os.unshare(flags)
    elif ctypes.CDLL(None, use_errno=True).unshare(flags):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def write_proc(path: str, text: str) -> None:
    """Write a file below /proc, which takes it as a setting. OSError where that is forbidden, or there is no such file."""
    with open(path, "w") as file:
        file.write(text)


def bring_up(device: str, mtu: int) -> None:
    """Switch a device on, with an MTU in bytes and without segmentation offload, so that segments have their real size."""
    import fcntl  # not on Windows, where this module must still import

    name = device.encode()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        fcntl.ioctl(control, SIOCSIFMTU, struct.pack("16si12x", name, mtu))
        for command in OFFLOADS.values():
            value = ctypes.create_string_buffer(struct.pack("II", command, 0))
            fcntl.ioctl(control, SIOCETHTOOL, struct.pack("16sQ8x", name, ctypes.addressof(value)))
    switch_on(device)


def switch_on(device: str) -> None:
    """What `ip link set DEVICE up` does."""
    import fcntl  # not on Windows, where this module must still import

    name = device.encode()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        request = struct.pack("16s16x", name)
        flags = struct.unpack("16xH14x", fcntl.ioctl(control, SIOCGIFFLAGS, request))[0]
        fcntl.ioctl(control, SIOCSIFFLAGS, struct.pack("16sH14x", name, flags | IFF_UP))


@cache
def available() -> bool:
    """Whether this machine gives us namespaces: asked of the kernel, once, in a process of its own."""
    if sys.platform != "linux":
        return False
    return subprocess.run([sys.executable, __file__], capture_output=True).returncode == 0


def has_other_users() -> bool:
    """Whether this process may become another user: it is root, and its user namespace has more users than that one."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return False
    with open("/proc/self/uid_map") as file:
        return sum(int(line.split()[2]) for line in file) > 1


if __name__ == "__main__":
    enter()
