"""Linux only: a socket that talks to many learns which one is gone."""

import errno
import socket
import struct

# linux/in.h; Python has no name for it before 3.14. And of
# linux/errqueue.h, struct sock_extended_err: the error, four bytes
# of where it comes from, and two numbers.
IP_RECVERR = getattr(socket, "IP_RECVERR", 11)
EXTENDED_ERROR = struct.Struct("=IBBBBII")
GONE = ("127.0.0.1", 25522)


def read_error(sock):
    """Take one report: the error, and to whom had been sent what."""
    data, extras, flags, address = sock.recvmsg(
        1024, 256, socket.MSG_ERRQUEUE)
    for level, kind, report in extras:
        if (level, kind) == (socket.IPPROTO_IP, IP_RECVERR):
            number = EXTENDED_ERROR.unpack_from(report)[0]
            print("   ", errno.errorcode[number], "for", data)
            print("    that had gone to the one who is gone:",
                  address == GONE)


with (
    socket.socket(type=socket.SOCK_DGRAM) as server,
    socket.socket(type=socket.SOCK_DGRAM) as friend,
):
    for sock in server, friend:
        sock.bind(("127.0.0.1", 0))
        sock.settimeout(5)
    server.setsockopt(socket.IPPROTO_IP, IP_RECVERR, 1)

    server.sendto(b"news for you", GONE)
    friend.sendto(b"hello", server.getsockname())
    try:
        print("received", server.recv(1024))
    except ConnectionRefusedError as error:
        print("recv:", error)
        read_error(server)
    print("received", server.recv(1024))
