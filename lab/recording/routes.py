"""Acknowledgements at once: the routes to this machine get the metric `quickack` (ip-route(8), rtnetlink(7)).

A delayed acknowledgement goes when a timer of the kernel runs out, or together with what the program sends before
that: which of the two is luck, unless a line has ended and all is quiet. In slow motion the delay would run out between two
lines anyway.
"""

import os
import socket
import struct

RTM_NEWROUTE, RTM_DELROUTE, REQUEST, ACK, REPLACE, CREATE = 24, 25, 1, 4, 0x100, 0x400  # linux/rtnetlink.h, linux/netlink.h
RTA_DST, RTA_OIF, RTA_PREFSRC, RTA_METRICS, RTAX_QUICKACK = 1, 4, 7, 8, 15
TABLE_LOCAL, PROTOCOL_KERNEL, SCOPE_HOST, SCOPE_UNIVERSE, TYPE_LOCAL = 255, 2, 254, 0, 2
ROUTES = (  # what the kernel made when `lo` came up
    (socket.AF_INET, "127.0.0.0", 8, "127.0.0.1"), (socket.AF_INET, "127.0.0.1", 32, "127.0.0.1"), (socket.AF_INET6, "::1", 128, None),
)


def encode_attribute(kind: int, value: bytes) -> bytes:
    length = 4 + len(value)
    return struct.pack("HH", length, kind) + value + bytes(-length % 4)


def acknowledge_at_once() -> None:
    """Change the routes of this namespace."""
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, socket.NETLINK_ROUTE) as netlink:
        for family, destination, bits, source in ROUTES:
            scope = SCOPE_HOST if family == socket.AF_INET else SCOPE_UNIVERSE
            route = struct.pack("8BI", family, bits, 0, 0, TABLE_LOCAL, PROTOCOL_KERNEL, scope, TYPE_LOCAL, 0)
            route += encode_attribute(RTA_DST, socket.inet_pton(family, destination))
            route += encode_attribute(RTA_OIF, struct.pack("I", socket.if_nametoindex("lo")))
            metrics = encode_attribute(RTA_METRICS, encode_attribute(RTAX_QUICKACK, struct.pack("I", 1)))
            if source:
                send_request(netlink, RTM_NEWROUTE, ACK | REPLACE | CREATE, route + encode_attribute(RTA_PREFSRC, socket.inet_pton(family, source)) + metrics)
                continue
            try:
                # IPv6 puts a new route beside the kernel's own, which has precedence: that one goes.
                send_request(netlink, RTM_NEWROUTE, ACK | CREATE, route + metrics)
                send_request(netlink, RTM_DELROUTE, ACK, route)
            except OSError:
                pass  # no IPv6 here


def send_request(netlink: socket.socket, what: int, flags: int, body: bytes) -> None:
    netlink.send(struct.pack("IHHII", 16 + len(body), what, REQUEST | flags, 1, 0) + body)
    error = -struct.unpack_from("i", netlink.recv(1 << 16), 16)[0]
    if error:
        raise OSError(error, os.strerror(error))
