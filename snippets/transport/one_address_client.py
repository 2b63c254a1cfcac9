"""Own port 25102; send to two ports of the same address."""

import os
import socket
import struct

with socket.socket(type=socket.SOCK_DGRAM) as sock:
    sock.bind(("127.0.0.1", 25102))
    sock.settimeout(10)
    print("this process owns port 25102")

    sock.sendto(b"to 25102", ("127.0.0.1", 25102))
    message, sender = sock.recvfrom(1024)
    print("received", message, "from port", sender[1])

    sock.sendto(b"to 25101", ("127.0.0.1", 25101))
    answer, sender = sock.recvfrom(1024)
    process, = struct.unpack("!I", answer)
    print("another process answered:", process != os.getpid())
    print("its port:", sender[1])
