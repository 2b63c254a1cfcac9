"""Linux only: join a group, hear it, and leave it again."""

import socket

GROUP, PORT = "239.255.25.41", 25541
# Not to every network: join, and send, on the loopback alone.
INTERFACE = socket.inet_aton("127.0.0.1")
MEMBERSHIP = socket.inet_aton(GROUP) + INTERFACE


def hear(sock):
    try:
        return sock.recv(1024)
    except TimeoutError:
        return "nothing"


with (
    socket.socket(type=socket.SOCK_DGRAM) as sender,
    socket.socket(type=socket.SOCK_DGRAM) as member,
):
    sender.setsockopt(
        socket.IPPROTO_IP, socket.IP_MULTICAST_IF, INTERFACE)
    member.bind(("", PORT))
    member.settimeout(0.2)

    sender.sendto(b"one", (GROUP, PORT))
    print("before joining:", hear(member))

    member.setsockopt(
        socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, MEMBERSHIP)
    sender.sendto(b"two", (GROUP, PORT))
    print("as a member:   ", hear(member))

    member.setsockopt(
        socket.IPPROTO_IP, socket.IP_DROP_MEMBERSHIP, MEMBERSHIP)
    sender.sendto(b"three", (GROUP, PORT))
    print("after leaving: ", hear(member))
