"""Answer who asks a group where a clock is.

Linux only. Serves until Ctrl-C.
"""

import signal
import socket
import sys

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it
sys.stdout.reconfigure(line_buffering=True)  # and no line is lost

GROUP, PORT = "239.255.25.46", 25545
# The address of the interface: here nothing leaves the machine.
INTERFACE = "127.0.0.1"
# An answer that is longer than the question could be turned against
# others by who forges the address of the asker.
QUESTION, ANSWER = b"who has a clock?", b"clock at 25546"

with (
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listener,
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as speaker,
):
    # Several services of this machine may wait there.
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    # Bound to the group, it hears what is sent there, and no more.
    listener.bind((GROUP, PORT))
    listener.setsockopt(
        socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP,
        socket.inet_aton(GROUP) + socket.inet_aton(INTERFACE))
    speaker.bind((INTERFACE, 0))
    print(f"waiting on {GROUP}:{PORT}")
    while True:
        try:
            question, peer = listener.recvfrom(65535)
            if question == QUESTION:
                speaker.sendto(ANSWER, peer)
                print("answered one question")
        except OSError as error:
            print("one question lost:", error)
