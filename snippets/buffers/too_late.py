"""Set the receive buffer before listen, and after accept.

Linux only: TCP_INFO tells what the handshake has settled.
"""

import socket

SCALES = 6  # where struct tcp_info of linux/tcp.h has both scales


def window_limit(before=None, after=None):
    """The largest window that a server's socket can announce."""
    with socket.socket() as listener, socket.socket() as client:
        listener.bind(("127.0.0.1", 0))
        if before:
            listener.setsockopt(
                socket.SOL_SOCKET, socket.SO_RCVBUF, before)
        listener.listen()
        client.connect(listener.getsockname())
        server, _ = listener.accept()
        with server:
            if after:
                server.setsockopt(
                    socket.SOL_SOCKET, socket.SO_RCVBUF, after)
            print("  buffer:", server.getsockopt(
                socket.SOL_SOCKET, socket.SO_RCVBUF))
            info = server.getsockopt(
                socket.IPPROTO_TCP, socket.TCP_INFO, SCALES + 1)
    # The upper four bits are the scale of this side's windows: each
    # is a number of 16 bits, shifted to the left so often.
    return 65535 << (info[SCALES] >> 4)


print("200,000 before listen")
print("  largest window:", window_limit(before=200_000))
print("10,000 before listen, 200,000 after accept")
print("  largest window:", window_limit(10_000, 200_000))
