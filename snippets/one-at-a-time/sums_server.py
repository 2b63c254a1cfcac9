"""Add up the numbers in each line, for one client after the other.

To copy. Serves until Ctrl-C.
"""

import signal
import socket
import sys
import time

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it
sys.stdout.reconfigure(line_buffering=True)  # and no line is lost
ADDRESS = ("127.0.0.1", 25700)
LIMIT = 1000  # bytes in a line
PATIENCE = 10  # seconds for a line, and for its answer
VISIT = 60  # seconds after which the next client has its turn


def lines(conn):
    """Yield each line without its end, which is \\n or \\r\\n."""
    buffer, last = b"", time.monotonic() + VISIT
    while True:
        deadline = min(time.monotonic() + PATIENCE, last)
        while b"\n" not in buffer[:LIMIT + 1]:
            if len(buffer) > LIMIT:
                raise ValueError(f"a line of more than {LIMIT} bytes")
            # When it is too late, this number is negative: ValueError.
            conn.settimeout(deadline - time.monotonic())
            piece = conn.recv(1024)
            if not piece:
                if buffer:
                    raise EOFError("the stream ended inside a line")
                return
            buffer += piece
        line, _, buffer = buffer.partition(b"\n")
        # For the answer: its time, or what is left of the visit.
        conn.settimeout(min(PATIENCE, last - time.monotonic()))
        yield line.removesuffix(b"\r")


def answer(line):
    try:
        return str(sum(int(word) for word in line.decode().split()))
    except ValueError:  # no numbers, too many digits, or not UTF-8
        return "numbers, please"


with socket.create_server(ADDRESS) as listener:
    print("waiting on {}:{}".format(*ADDRESS))
    while True:
        try:
            conn, _ = listener.accept()
            with conn:
                for line in lines(conn):
                    conn.sendall(answer(line).encode() + b"\n")
        except (EOFError, OSError, ValueError) as error:
            print("given up:", error)  # one client, not the server
