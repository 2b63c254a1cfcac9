"""Own port 25101 and answer the one datagram that comes to it."""

import os
import socket

with socket.socket(type=socket.SOCK_DGRAM) as sock:
    sock.bind(("127.0.0.1", 25101))
    # Nobody may come; do not wait for ever.
    sock.settimeout(30)
    print("this process owns port 25101")
    message, sender = sock.recvfrom(1024)
    print("received", message, "from port", sender[1])
    sock.sendto(str(os.getpid()).encode(), sender)
