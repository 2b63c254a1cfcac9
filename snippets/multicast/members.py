"""Linux only: five sockets of one machine share a port."""

import socket
from contextlib import ExitStack

GROUP, OTHER_GROUP, PORT = "239.255.25.42", "239.255.25.43", 25542
INTERFACE = socket.inet_aton("127.0.0.1")
IP_MULTICAST_ALL = 49  # linux/in.h; Python has no name for it


def hear(sock):
    try:
        return sock.recv(1024).decode()
    except TimeoutError:
        return "-"


def open_socket(stack, address, group=None):
    sock = stack.enter_context(socket.socket(type=socket.SOCK_DGRAM))
    # Each socket of the port must allow the others.
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    sock.settimeout(0.2)
    sock.bind((address, PORT))
    if group:
        sock.setsockopt(
            socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP,
            socket.inet_aton(group) + INTERFACE)
    return sock


with ExitStack() as stack:
    sender = stack.enter_context(socket.socket(type=socket.SOCK_DGRAM))
    sender.setsockopt(
        socket.IPPROTO_IP, socket.IP_MULTICAST_IF, INTERFACE)
    sockets = {
        "member 1": open_socket(stack, "", GROUP),
        "member 2": open_socket(stack, "", GROUP),
        "bound to the group": open_socket(stack, GROUP, GROUP),
        "member of another": open_socket(stack, "", OTHER_GROUP),
        "the same, strict": open_socket(stack, "", OTHER_GROUP),
    }
    sockets["the same, strict"].setsockopt(
        socket.IPPROTO_IP, IP_MULTICAST_ALL, 0)

    sender.sendto(b"group", (GROUP, PORT))
    sender.sendto(b"other", (OTHER_GROUP, PORT))
    sender.sendto(b"unicast", ("127.0.0.1", PORT))
    for name, sock in sockets.items():
        print(f"{name:18}:", hear(sock), hear(sock), hear(sock))
