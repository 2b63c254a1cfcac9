"""Not on Windows: what recvfrom does when its buffer is too small."""

import socket

with (
    socket.socket(type=socket.SOCK_DGRAM) as receiver,
    socket.socket(type=socket.SOCK_DGRAM) as sender,
):
    receiver.bind(("127.0.0.1", 0))
    receiver.settimeout(0.2)
    address = receiver.getsockname()

    sender.sendto(b"0123456789", address)
    data, peer = receiver.recvfrom(4)
    print("recvfrom(4):", data)
    try:
        print("recvfrom(4) again:", receiver.recvfrom(4))
    except TimeoutError:
        print("recvfrom(4) again: nothing, the rest is gone")

    # One byte more than the longest message that you expect: what
    # fills it is too long.
    limit = 8
    for message in b"0123456", b"01234567", b"012345678":
        sender.sendto(message, address)
        data = receiver.recv(limit + 1)
        print(f"{len(message):2} bytes sent,",
              "too long" if len(data) > limit else "good")
