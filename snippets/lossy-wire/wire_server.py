"""Answer each request, an id and a number, with the number's square.

Serves until Ctrl-C.
"""

import signal
import socket
import sys

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it
sys.stdout.reconfigure(line_buffering=True)  # and no line is lost

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
    sock.bind(("127.0.0.1", 25510))
    print("waiting on 127.0.0.1:25510")
    while True:
        try:
            request, peer = sock.recvfrom(65535)
            request_id, number = request[:1], int(request[1:10])
            sock.sendto(request_id + b"%d" % number ** 2, peer)
        except (OSError, ValueError) as error:
            print("no request:", error)
