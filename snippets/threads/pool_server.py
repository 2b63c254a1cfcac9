"""Add up the numbers in each line, with a pool of threads.

To copy. Serves until Ctrl-C.
"""

import signal
import socket
import sys
import time
from concurrent.futures import ThreadPoolExecutor

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it
sys.stdout.reconfigure(line_buffering=True)  # and no line is lost
ADDRESS = ("127.0.0.1", 25702)
LIMIT = 1000  # bytes in a line
PATIENCE = 10  # seconds for a line, and for its answer
CLIENTS = 20  # served at the same time; more have to wait


def lines(conn):
    """Yield each line without its end, which is \\n or \\r\\n."""
    buffer = b""
    while True:
        deadline = time.monotonic() + PATIENCE
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
        yield line.removesuffix(b"\r")


def answer(line):
    try:
        return str(sum(int(word) for word in line.decode().split()))
    except ValueError:  # no numbers, too many digits, or not UTF-8
        return "numbers, please"


def work(listener):
    """Serve one client after the other."""
    while True:
        try:
            conn, _ = listener.accept()
            with conn:
                for line in lines(conn):
                    conn.settimeout(PATIENCE)  # for all of sendall
                    conn.sendall(answer(line).encode() + b"\n")
        # Whatever it is: a thread that ended would serve nobody.
        except Exception as error:
            print("given up:", str(error) or type(error).__name__)


with (
    socket.create_server(ADDRESS, backlog=128) as listener,
    ThreadPoolExecutor(CLIENTS) as pool,
):
    print("waiting on {}:{}".format(*ADDRESS))
    for _ in range(CLIENTS):
        pool.submit(work, listener)
