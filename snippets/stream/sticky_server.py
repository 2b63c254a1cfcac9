"""Receive messages, and take each recv for one.

Naive. Broken by: dribble. Shows what one recv returns.
"""

import signal
import socket

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it

with socket.create_server(("127.0.0.1", 25130)) as listener:
    print("waiting on 127.0.0.1:25130")
    # One client after the other: the second one waits.
    for number in (1, 2):
        conn, peer = listener.accept()
        conn.settimeout(10)
        with conn:
            print("client", number)
            try:
                while message := conn.recv(1024):
                    print("  message:", message)
            except OSError as error:
                # One bad client must not end the server.
                print("  given up:", error)
