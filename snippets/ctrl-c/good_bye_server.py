"""Count clients, and say good-bye on Ctrl-C, on Windows too.

Serves until Ctrl-C.
"""

import socket
import sys

sys.stdout.reconfigure(line_buffering=True)  # and no line is lost

ADDRESS = ("127.0.0.1", 25625)


def serve(conn):
    conn.settimeout(5)
    question = conn.recv(1024)
    conn.sendall(question.upper())


with socket.create_server(ADDRESS) as listener:
    print("waiting on {}:{}".format(*ADDRESS))
    # On Windows Ctrl-C is noticed when a call returns.
    listener.settimeout(0.5)
    served = 0
    try:
        while True:
            try:
                conn, _ = listener.accept()
            except TimeoutError:
                continue
            with conn:
                try:
                    serve(conn)
                    served += 1
                except OSError as error:
                    print("lost a client:", type(error).__name__)
    except KeyboardInterrupt:
        print("Ctrl-C: clients served:", served)
