"""Send with MSG_ZEROCOPY, and wait for the memory to be free again.

Linux only.
"""

import select
import socket
import struct

# From Linux's headers, for Pythons that do not have the names.
SO_ZEROCOPY = getattr(socket, "SO_ZEROCOPY", 60)
MSG_ZEROCOPY = getattr(socket, "MSG_ZEROCOPY", 0x4000000)
# struct sock_extended_err of linux/errqueue.h: errno, origin, type,
# code, padding, and the numbers of the first and the last call.
REPORT = struct.Struct("IBBBxII")
ORIGIN_ZEROCOPY, COPIED = 5, 1

with socket.create_server(("127.0.0.1", 0)) as listener:
    sender = socket.create_connection(listener.getsockname())
    reader, _ = listener.accept()
with sender, reader:
    sender.setsockopt(socket.SOL_SOCKET, SO_ZEROCOPY, 1)
    # By its number a buffer is kept until the kernel is done with it.
    kept = {number: b"x" * 20_000 for number in range(2)}
    for buffer in kept.values():
        # Of a socket that waits, send takes all.
        print("sent", sender.send(buffer, MSG_ZEROCOPY))
    received = bytearray()
    while len(received) < 40_000:
        received += reader.recv(65536)
    print("arrived:", received == b"x" * 40_000)

    errors = select.poll()
    errors.register(sender, 0)  # a report there counts as an error
    kinds = set()
    while kept:
        errors.poll(10_000)  # recvmsg does not wait for a report
        _, [(level, kind, data)], _, _ = sender.recvmsg(
            0, 100, socket.MSG_ERRQUEUE)
        _, origin, _, code, first, last = REPORT.unpack_from(data)
        kinds.add((origin == ORIGIN_ZEROCOPY, code == COPIED))
        for number in range(first, last + 1):
            del kept[number]
    print("every buffer may be used again")
    for about_zero_copy, copied in kinds:
        print("a report about zero copy:", about_zero_copy)
        print("the kernel copied after all:", copied)
