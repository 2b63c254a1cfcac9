"""Not on Windows: receive datagrams with a buffer that is too small."""

import socket

with (
    socket.socket(type=socket.SOCK_DGRAM) as receiver,
    socket.socket(type=socket.SOCK_DGRAM) as sender,
):
    receiver.bind(("127.0.0.1", 0))
    receiver.settimeout(5)
    address = receiver.getsockname()
    for text in (b"0123456789", b"abcdefghij", b"next", b""):
        sender.sendto(text, address)

    print("recv(4):     ", receiver.recv(4))

    # recvmsg also tells whether it was cut.
    data, extra, flags, peer = receiver.recvmsg(4)
    cut = bool(flags & socket.MSG_TRUNC)
    print("recvmsg(4):  ", data, "cut short:", cut)

    print("recv(1024):  ", receiver.recv(1024))
    print("recv(1024):  ", receiver.recv(1024), "- a whole datagram")
