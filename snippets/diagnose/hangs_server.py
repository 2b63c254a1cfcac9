"""Answer a question when all of it has come."""

import signal
import socket

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it

ADDRESS = ("127.0.0.1", 25630)

with socket.create_server(ADDRESS) as listener:
    print("waiting on {}:{}".format(*ADDRESS))
    conn, _ = listener.accept()
    conn.settimeout(15)
    with conn:
        try:
            question = b""
            while data := conn.recv(1024):
                question += data
            print("the question is complete:", question)
            conn.sendall(b"fine, thank you")
        except OSError as error:
            print("lost the client:", type(error).__name__)
