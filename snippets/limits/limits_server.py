"""Add up the numbers in each line, with a limit for everything.

To copy. Serves until Ctrl-C.
"""

import signal
import socket
import sys
import threading
import time
from collections import Counter

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it
sys.stdout.reconfigure(line_buffering=True)  # and no line is lost
CLIENTS = 20  # at the same time
EACH = 8  # of them from one address
LIMIT = 1000  # bytes in a line
PATIENCE = 10  # seconds for a line, and for its answer
LIFE = 60  # seconds for a connection in all

here = Counter()  # how many there are from each address
lock = threading.Lock()  # for `here`


def lines(conn, end):
    """Yield each line without its end, which is \\n or \\r\\n."""
    buffer = b""
    while True:
        deadline = min(time.monotonic() + PATIENCE, end)
        while b"\n" not in buffer[:LIMIT + 1]:
            if len(buffer) > LIMIT:
                raise ValueError(f"a line of more than {LIMIT} bytes")
            # When it is too late, this number is negative: ValueError.
            conn.settimeout(deadline - time.monotonic())
            piece = conn.recv(1024)
            if not piece and not buffer:
                return
            if not piece:
                raise EOFError("the stream ended inside a line")
            buffer += piece
        line, _, buffer = buffer.partition(b"\n")
        yield line.removesuffix(b"\r")


def answer(line):
    try:
        return str(sum(int(word) for word in line.decode().split()))
    except ValueError:  # no numbers, too many digits, or not UTF-8
        return "numbers, please"


def serve(conn, host):
    try:
        with conn:
            for line in lines(conn, time.monotonic() + LIFE):
                conn.settimeout(PATIENCE)  # for all of sendall
                conn.sendall(answer(line).encode() + b"\n")
    except (EOFError, OSError, ValueError) as error:
        print("given up:", error)  # one client, not the server
    finally:
        with lock:
            here[host] -= 1
            if not here[host]:
                del here[host]  # or it would grow without end


def admit(conn, host):
    """Serve this client in a thread, or say that there is no room."""
    with lock:
        room = here.total() < CLIENTS and here[host] < EACH
        if room:
            here[host] += 1
    if room:
        threading.Thread(target=serve, args=[conn, host]).start()
    else:
        with conn:
            conn.settimeout(0)  # no wait for one who is turned away
            conn.sendall(b"busy, come back later\n")


with socket.create_server(("127.0.0.1", 25842)) as listener:
    print("waiting on 127.0.0.1:25842")
    while True:
        try:
            conn, address = listener.accept()
            admit(conn, address[0])
        except OSError as error:
            print("not let in:", error)
