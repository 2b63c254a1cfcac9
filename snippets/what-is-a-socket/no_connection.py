"""Three UDP sockets exchange datagrams without any connection."""

import socket


def udp_socket():
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sock.settimeout(10)
    sock.bind(("127.0.0.1", 0))
    return sock


with udp_socket() as a, udp_socket() as b, udp_socket() as c:
    b.sendto(b"b to a", a.getsockname())
    c.sendto(b"c to a", a.getsockname())

    # One socket, two correspondents: each datagram says its own.
    for number in range(2):
        data, sender = a.recvfrom(100)
        a.sendto(data.upper(), sender)
    print("b got back", b.recv(100))
    print("c got back", c.recv(100))

    for name, sock in [("a", a), ("b", b), ("c", c)]:
        try:
            print(name, "has a peer:", sock.getpeername()[0])
        except OSError:
            print(name, "has no peer")
