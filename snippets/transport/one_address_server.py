"""Own port 25101 and answer the one datagram that comes to it."""

import os
import signal
import socket
import struct
import sys

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it
with socket.socket(type=socket.SOCK_DGRAM) as sock:
    try:
        sock.bind(("127.0.0.1", 25101))
    except OSError as error:
        sys.exit(f"127.0.0.1:25101: {error.strerror}")
    print("waiting on 127.0.0.1:25101")
    message, sender = sock.recvfrom(1024)
    print("received", message, "from port", sender[1])
    # The number by which the system knows this process.
    sock.sendto(struct.pack("!I", os.getpid()), sender)
