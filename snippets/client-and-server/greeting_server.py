"""Greet four clients by name, whatever each of them does, then end."""

import signal
import socket

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it
ADDRESS = ("127.0.0.1", 25420)
LONGEST_NAME = 64  # bytes
PATIENCE = 2  # seconds for each wait


def greet(conn):
    conn.settimeout(PATIENCE)
    conn.sendall(b"Your name?\n")
    with conn.makefile("rb") as lines:
        line = lines.readline(LONGEST_NAME + 1)
    if not line.endswith(b"\n"):
        raise ValueError("no complete name")
    name = line.decode("utf-8").strip()
    conn.sendall(f"Hello, {name}!\n".encode("utf-8"))
    return name


with socket.create_server(ADDRESS) as listener:
    print("waiting on 127.0.0.1:25420")
    for visit in range(1, 5):
        conn, _ = listener.accept()
        # What goes wrong with one client ends with that client.
        try:
            with conn:
                # !r: a name may hold codes that steer a terminal.
                print(f"{visit}: greeted {greet(conn)!r}")
        except (OSError, ValueError) as error:
            print(f"{visit}: dropped,", type(error).__name__)
print("done")
