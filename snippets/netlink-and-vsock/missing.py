"""Ask for sockets that cannot be had, and read the errors.

Linux only: other systems have other numbers.
"""

import socket

for what, arguments in (
    ("a stream over IPv4", (socket.AF_INET, socket.SOCK_STREAM)),
    ("a family of which Linux has the name only",
     (socket.AF_ASH, socket.SOCK_STREAM)),
    ("a type that Unix sockets have not",
     (socket.AF_UNIX, socket.SOCK_RDM)),
    ("a stream of UDP",
     (socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_UDP)),
    ("a netlink protocol of no use",
     (socket.AF_NETLINK, socket.SOCK_RAW, 31)),
):
    try:
        socket.socket(*arguments).close()
        print(f"{what}: there")
    except OSError as error:
        print(f"{what}:\n    {error}")
