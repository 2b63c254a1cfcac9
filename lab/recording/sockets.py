"""Every TCP and UDP socket of this network namespace, as the kernel has it: sock_diag(7), linux/inet_diag.h."""

import socket
import struct

NETLINK_SOCK_DIAG, SOCK_DIAG_BY_FAMILY, REQUEST_DUMP = 4, 20, 0x301
NLMSG_ERROR, NLMSG_DONE, INET_DIAG_SKMEMINFO = 2, 3, 7
STATES = {  # net/tcp_states.h, in the words of RFC 9293
    1: "ESTABLISHED", 2: "SYN-SENT", 3: "SYN-RECEIVED", 4: "FIN-WAIT-1", 5: "FIN-WAIT-2", 6: "TIME-WAIT", 7: "CLOSED",
    8: "CLOSE-WAIT", 9: "LAST-ACK", 10: "LISTEN", 11: "CLOSING", 12: "SYN-RECEIVED",
}
RETRANSMISSION = 1  # idiag_timer: something was sent and not yet acknowledged


def plain_host(host: str) -> str:
    """An IPv4 address that an IPv6 socket uses is shown as IPv4, which it is on the wire."""
    return host.removeprefix("::ffff:") if "." in host else host


class Diag:
    """Asks the kernel. Each answer is a list of sockets, each a dict:

    local, peer: [host, port]; state: as RFC 9293 says; unread: bytes that the program has not read (of a listening
    socket, connections not accepted; of UDP, the kernel's memory); unsent: bytes not acknowledged; inode: 0 where no
    program has it; sending: whether an acknowledgement is due; drops: datagrams thrown away.
    """

    def __init__(self) -> None:
        self.netlink = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_SOCK_DIAG)
        self.netlink.bind((0, 0))

    def tcp_sockets(self) -> list[dict]:
        return self.dump(socket.AF_INET, socket.IPPROTO_TCP) + self.dump(socket.AF_INET6, socket.IPPROTO_TCP)

    def udp_sockets(self) -> list[dict]:
        return self.dump(socket.AF_INET, socket.IPPROTO_UDP) + self.dump(socket.AF_INET6, socket.IPPROTO_UDP)

    def dump(self, family: int, protocol: int) -> list[dict]:
        states = sum(1 << number for number in STATES)
        request = struct.pack("BBBxI48x", family, protocol, 1 << INET_DIAG_SKMEMINFO - 1, states)
        self.netlink.send(struct.pack("IHHII", 16 + len(request), SOCK_DIAG_BY_FAMILY, REQUEST_DUMP, 1, 0) + request)
        found = []
        while True:
            data, at = self.netlink.recv(1 << 17), 0
            while at < len(data):
                length, kind = struct.unpack_from("IH", data, at)
                if kind == NLMSG_DONE:
                    return sorted(found, key=lambda one: (one["local"], one["peer"], one["inode"]))
                if kind == NLMSG_ERROR:
                    raise OSError(-struct.unpack_from("i", data, at + 16)[0], "sock_diag")
                found.append(parse_message(data[at + 16 : at + length]))
                at += length + 3 & ~3


def parse_message(message: bytes) -> dict:
    """One struct inet_diag_msg and its attributes."""
    family, state, timer = message[:3]
    ports = struct.unpack_from("!HH", message, 4)
    size = 4 if family == socket.AF_INET else 16
    local, peer = ([plain_host(socket.inet_ntop(family, message[at : at + size])), port] for at, port in zip((8, 24), ports))
    unread, unsent, _, inode = struct.unpack_from("IIII", message, 56)
    at, drops = 72, 0
    while at + 4 <= len(message):
        length, kind = struct.unpack_from("HH", message, at)
        if kind == INET_DIAG_SKMEMINFO and length >= 40:
            drops = struct.unpack_from("9I", message, at + 4)[8]
        at += max(4, length + 3 & ~3)
    return {
        "local": local, "peer": peer, "state": STATES[state], "unread": unread, "unsent": unsent, "inode": inode,
        "sending": timer == RETRANSMISSION, "drops": drops,
    }
