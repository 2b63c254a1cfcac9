"""Wrong on purpose: answer one client, and end."""

import signal
import socket

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it

ADDRESS = ("127.0.0.1", 25631)

with socket.create_server(ADDRESS) as listener:
    print("waiting on {}:{}".format(*ADDRESS))
    conn, _ = listener.accept()
    conn.settimeout(5)
    with conn:
        try:
            conn.sendall(conn.recv(1024).upper())
        except OSError as error:
            print("lost the client:", type(error).__name__)
