"""A busy router marks a datagram instead of dropping it.

Linux only: it reads the IP header's ECN bits with IP_RECVTOS.
"""

import socket
from collections import deque

NOT_ECT, ECT, CE = 0b00, 0b10, 0b11
NAMES = {NOT_ECT: "not ECN-capable", ECT: "ECN-capable",
         CE: "congestion experienced"}
# The router calls itself congested when two already wait.
THRESHOLD = 2


def bound_socket():
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sock.bind(("127.0.0.1", 0))
    sock.settimeout(5)
    sock.setsockopt(socket.IPPROTO_IP, socket.IP_RECVTOS, 1)
    return sock


def send(sock, data, ecn, address):
    """The two ECN bits are the low bits of the old type of service."""
    sock.setsockopt(socket.IPPROTO_IP, socket.IP_TOS, ecn)
    sock.sendto(data, address)


def receive(sock):
    data, control, flags, address = sock.recvmsg(100, 100)
    (level, kind, tos), = control
    return data, tos[0] & 0b11


with bound_socket() as sender, bound_socket() as router, \
        bound_socket() as receiver:
    queue = deque()
    sent = [(b"1", ECT), (b"2", NOT_ECT), (b"3", ECT), (b"4", NOT_ECT)]
    for number, ability in sent:
        send(sender, number, ability, router.getsockname())
        data, ecn = receive(router)
        if len(queue) < THRESHOLD:
            queue.append((data, ecn))
        elif ecn == NOT_ECT:
            print("router:  ", data, "dropped")
        else:
            print("router:  ", data, "marked")
            queue.append((data, CE))
    for data, ecn in queue:
        send(router, data, ecn, receiver.getsockname())
        number, bits = receive(receiver)
        print("receiver:", number, f"{bits:02b}", NAMES[bits])
