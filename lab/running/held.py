"""At which addresses programs can be reached: asked of /proc, for all processes of a session (setsid(2)). Linux only."""

import ipaddress
import os
import re
from collections.abc import Iterator
from pathlib import Path

Address = tuple[str, str, int]  # "tcp" or "udp", an IP address, a port; or "unix", a path, 0

LISTENING = {"tcp": "0A", "tcp6": "0A"}  # net/tcp_states.h
ACCEPTS = 0x10000  # linux/net.h: __SO_ACCEPTCON, of a Unix socket that listens
DATAGRAM = "0002"  # linux/net.h: SOCK_DGRAM


def find_held(session: int) -> list[Address]:
    """The addresses at which a session listens (TCP, Unix) or is bound (UDP, Unix datagrams), in order."""
    try:
        offered = dict(read_offered(Path(f"/proc/{session}/net")))
    except OSError:
        return []  # it has just ended
    if not offered:
        return []  # most of the time: then nobody has to look at every process
    return sorted({offered[inode] for inode in find_socket_inodes(session) if inode in offered})


def read_offered(net: Path) -> Iterator[tuple[str, Address]]:
    """What can be reached in the network of a process: the inode of each socket, and its address."""
    for table in ("tcp", "tcp6", "udp", "udp6"):
        if not (net / table).exists():
            continue  # a kernel without IPv6
        for line in (net / table).read_text().splitlines()[1:]:
            _, local, _, state, *fields = line.split()
            host, _, port = local.partition(":")
            if state == LISTENING.get(table, state) and int(port, 16):
                yield fields[5], (table[:3], parse_host(host), int(port, 16))
    for line in (net / "unix").read_text().splitlines()[1:]:
        _, _, _, flags, kind, _, inode, *path = line.split(maxsplit=7)
        if int(flags, 16) & ACCEPTS or (kind == DATAGRAM and path):
            yield inode, ("unix", *path, 0)


def parse_host(text: str) -> str:
    """An address as the kernel writes it there: words of 32 bits, each in this machine's order of bytes."""
    packed = b"".join(bytes.fromhex(text[i:i + 8])[::-1] for i in range(0, len(text), 8))
    return str(ipaddress.ip_address(packed))


def find_socket_inodes(session: int) -> Iterator[str]:
    """The inodes of the sockets that the processes of a session hold."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if os.getsid(int(process.name)) != session:
                continue
            for descriptor in (process / "fd").iterdir():
                if found := re.fullmatch(r"socket:\[(\d+)\]", os.readlink(descriptor)):
                    yield found[1]
        except OSError:
            continue  # it has just ended
