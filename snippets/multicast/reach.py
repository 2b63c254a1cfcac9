"""Linux only: how far a multicast goes, and whether it comes back."""

import socket

GROUP, PORT = "239.255.25.44", 25543
INTERFACE = socket.inet_aton("127.0.0.1")
IP_RECVTTL = 12  # linux/in.h; Python has no name before 3.14


def hear(sock):
    try:
        data, extras, *_ = sock.recvmsg(1024, 64)
    except TimeoutError:
        return "nothing"
    [(level, kind, value)] = extras
    return f"{data} with TTL {int.from_bytes(value, 'little')}"


with (
    socket.socket(type=socket.SOCK_DGRAM) as sender,
    socket.socket(type=socket.SOCK_DGRAM) as member,
):
    member.bind((GROUP, PORT))
    member.settimeout(0.2)
    member.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP,
                      socket.inet_aton(GROUP) + INTERFACE)
    member.setsockopt(socket.IPPROTO_IP, IP_RECVTTL, 1)
    sender.setsockopt(
        socket.IPPROTO_IP, socket.IP_MULTICAST_IF, INTERFACE)

    for name, option, value in (
        ("as it is", None, 0),
        ("TTL 8", socket.IP_MULTICAST_TTL, 8),
        ("no loop", socket.IP_MULTICAST_LOOP, 0),
    ):
        if option:
            sender.setsockopt(socket.IPPROTO_IP, option, value)
        sender.sendto(b"hello", (GROUP, PORT))
        print(f"{name}:", hear(member))
