"""Ask the kernel which TCP sockets of IPv4 listen, as ss does.

Linux only: no other system is asked in this way.
"""

import ipaddress
import socket
import struct

HEADER = struct.Struct("=IHHII")  # struct nlmsghdr, linux/netlink.h
NETLINK_SOCK_DIAG, SOCK_DIAG_BY_FAMILY = 4, 20  # linux/sock_diag.h
NLMSG_ERROR, NLMSG_DONE = 2, 3
NLM_F_REQUEST, NLM_F_DUMP = 0x01, 0x300  # a request, for all there are
TCP_LISTEN = 10  # net/tcp_states.h

# linux/inet_diag.h: struct inet_diag_req_v2: family, protocol,
# extensions, states as bits, and a socket of which nothing is asked
REQUEST = struct.Struct("=BBBxI48x")
# struct inet_diag_msg: family, state, timer, retransmissions; of the
# socket its port and its peer's as on the wire, and its address
ANSWER = struct.Struct("=BBBBHH16s")


def read_listeners(sock):
    """Yield address and port of each IPv4 socket that listens."""
    request = REQUEST.pack(socket.AF_INET, socket.IPPROTO_TCP, 0,
                           1 << TCP_LISTEN)
    sock.sendto(HEADER.pack(
        HEADER.size + len(request), SOCK_DIAG_BY_FAMILY,
        NLM_F_REQUEST | NLM_F_DUMP, 1, 0) + request, (0, 0))
    while True:
        data, (sender, _) = sock.recvfrom(65536)
        if sender != 0:
            raise OSError("this is not from the kernel")
        while data:
            length, kind, _, _, _ = HEADER.unpack_from(data)
            if kind == NLMSG_DONE:
                return
            if kind == NLMSG_ERROR:
                raise OSError("the kernel refuses")
            _, _, _, _, port, _, address = ANSWER.unpack_from(
                data, HEADER.size)
            yield (str(ipaddress.ip_address(address[:4])),
                   socket.ntohs(port))
            data = data[(length + 3) & ~3:]


def listens(address):
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW,
                       NETLINK_SOCK_DIAG) as sock:
        sock.settimeout(10)
        return address in list(read_listeners(sock))


with socket.socket() as server:
    server.bind(("127.0.0.1", 0))
    address = server.getsockname()
    print("after bind:  ", listens(address))
    server.listen()
    print("after listen:", listens(address))
print("after close: ", listens(address))
