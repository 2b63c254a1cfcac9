"""Wrong on purpose: a server that keeps the sockets of who left.

Serves until Ctrl-C.
"""

import signal
import socket
import sys
import threading

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it
sys.stdout.reconfigure(line_buffering=True)  # and no line is lost

ADDRESS = ("127.0.0.1", 25632)
clients = []


def serve(conn):
    """Echo until the client leaves."""
    try:
        while data := conn.recv(1024):
            conn.sendall(data)
    except OSError as error:
        print("lost a client:", type(error).__name__)


with socket.create_server(ADDRESS) as listener:
    print("waiting on {}:{}".format(*ADDRESS))
    while True:
        conn, _ = listener.accept()
        conn.settimeout(60)
        clients.append(conn)
        print("sockets in the list:", len(clients))
        threading.Thread(target=serve, args=[conn]).start()
