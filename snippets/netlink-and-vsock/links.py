"""Ask the kernel by netlink which interfaces there are.

Linux only: no other system is asked in this way.
"""

import socket
import struct

# linux/netlink.h: struct nlmsghdr: length, type, flags, sequence, port
HEADER = struct.Struct("=IHHII")
NLMSG_ERROR, NLMSG_DONE = 2, 3
NLM_F_REQUEST, NLM_F_DUMP = 0x01, 0x300  # a request, for all there are
# linux/rtnetlink.h: struct ifinfomsg: family, padding, device type,
# index, flags, change mask; and behind it attributes: length, type
RTM_NEWLINK, RTM_GETLINK = 16, 18
LINK = struct.Struct("=BxHiII")
ATTRIBUTE = struct.Struct("=HH")
IFLA_IFNAME, IFLA_MTU = 3, 4  # linux/if_link.h
SEQUENCE = 1


def aligned(size):
    """Messages and attributes begin at multiples of four bytes."""
    return (size + 3) & ~3


def messages(data):
    """Type and content of each message in one datagram."""
    while data:
        length, kind, _, sequence, _ = HEADER.unpack_from(data)
        if sequence == SEQUENCE:
            yield kind, data[HEADER.size:length]
        data = data[aligned(length):]


def attributes(data):
    while data:
        length, kind = ATTRIBUTE.unpack_from(data)
        yield kind, data[ATTRIBUTE.size:length]
        data = data[aligned(length):]


def ask(sock):
    """Yield index and attributes of each interface."""
    request = LINK.pack(socket.AF_UNSPEC, 0, 0, 0, 0)
    sock.sendto(HEADER.pack(
        HEADER.size + len(request), RTM_GETLINK,
        NLM_F_REQUEST | NLM_F_DUMP, SEQUENCE, 0) + request, (0, 0))
    while True:
        data, _, flags, sender = sock.recvmsg(65536)
        if sender[0] != 0 or flags & socket.MSG_TRUNC:
            raise OSError("not from the kernel, or not whole")
        for kind, content in messages(data):
            if kind == NLMSG_DONE:
                return
            if kind == NLMSG_ERROR:
                number = -struct.unpack_from("=i", content)[0]
                raise OSError(number, "the kernel refuses")
            if kind == RTM_NEWLINK:
                index = LINK.unpack_from(content)[2]
                yield index, dict(attributes(content[LINK.size:]))


with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW,
                   socket.NETLINK_ROUTE) as sock:
    sock.settimeout(10)
    sock.bind((0, 0))
    found = {}
    for index, values in ask(sock):
        name = values[IFLA_IFNAME].rstrip(b"\0").decode()
        found[index] = name
        mtu, = struct.unpack("=I", values[IFLA_MTU])
        if name == "lo":
            print("lo: index", index, "MTU over 1000:", mtu > 1000)
print("the same as socket.if_nameindex():",
      found == dict(socket.if_nameindex()))
