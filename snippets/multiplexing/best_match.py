"""Two UDP sockets share a port; the better match gets a datagram.

Linux only: elsewhere SO_REUSEADDR has other rules.
"""

import socket

PORT = 25343


def udp(address):
    sock = socket.socket(type=socket.SOCK_DGRAM)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    sock.settimeout(5)
    sock.bind(address)
    return sock


with (
    udp(("127.0.0.1", PORT)) as server,
    udp(("127.0.0.1", 0)) as regular,
    udp(("127.0.0.1", 0)) as newcomer,
):
    # The same local address again, but with a peer.
    with udp(("127.0.0.1", PORT)) as reserved:
        reserved.connect(regular.getsockname())
        regular.sendto(b"from the regular", ("127.0.0.1", PORT))
        newcomer.sendto(b"from the newcomer", ("127.0.0.1", PORT))
        print("connected socket:  ", reserved.recv(1024))
        print("unconnected socket:", server.recv(1024))

    regular.sendto(b"from the regular", ("127.0.0.1", PORT))
    print("the connected one is closed")
    print("unconnected socket:", server.recv(1024))
