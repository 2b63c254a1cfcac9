"""Linux only: ask how long a datagram is before you take it."""

import socket

with (
    socket.socket(type=socket.SOCK_DGRAM) as receiver,
    socket.socket(type=socket.SOCK_DGRAM) as sender,
):
    receiver.bind(("127.0.0.1", 0))
    receiver.settimeout(5)
    for size in 10, 0, 3000:
        sender.sendto(bytes(size), receiver.getsockname())

    for _ in range(3):
        # PEEK: leave it there. TRUNC: return the real length, and
        # not how much of it fitted into the buffer.
        flags = socket.MSG_PEEK | socket.MSG_TRUNC
        length = receiver.recv_into(bytearray(1), 0, flags)
        data = receiver.recv(max(1, length))
        print(f"{length} bytes wait; received: {len(data)}")
