"""Wrong on purpose: serve one client to its end, then the next.

Waits for ever. Serves until Ctrl-C.
"""

import signal
import socket
import sys

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it
sys.stdout.reconfigure(line_buffering=True)  # and no line is lost

ADDRESS = ("127.0.0.1", 25633)


def serve(conn):
    while data := conn.recv(1024):
        conn.sendall(data.upper())


with socket.create_server(ADDRESS) as listener:
    print("waiting on {}:{}".format(*ADDRESS))
    while True:
        conn, _ = listener.accept()
        with conn:
            try:
                serve(conn)
            except OSError as error:
                print("lost a client:", type(error).__name__)
