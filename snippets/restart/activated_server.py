"""Add up the numbers in each line, on a socket from systemd or its own.

To copy. Serves until Ctrl-C.
"""

import os
import signal
import socket
import sys
import threading
import time

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it
sys.stdout.reconfigure(line_buffering=True)  # and no line is lost
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
        except (EOFError, OSError, ValueError) as error:
            print("given up:", error)  # one client, not the server


def listen(address):
    """Return the listener that was passed on, or a new one."""
    number = os.environ.pop("LISTEN_FDS", "0")
    if os.environ.pop("LISTEN_PID", "") != str(os.getpid()):
        return socket.create_server(address, backlog=128)
    if number != "1":
        sys.exit(f"one socket expected, and not {number}")
    listener = socket.socket(fileno=3)  # sd_listen_fds(3) begins at 3
    if not listener.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
        sys.exit("this socket does not listen")
    listener.set_inheritable(False)
    return listener


with listen(("127.0.0.1", 25841)) as listener:
    print("waiting on {}:{}".format(*listener.getsockname()))
    for _ in range(CLIENTS - 1):
        threading.Thread(target=work, args=[listener]).start()
    work(listener)
