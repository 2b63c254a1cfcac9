"""Add up the numbers in each line, in processes made beforehand.

Not on Windows: it has no fork. To copy. Serves until Ctrl-C.
"""

import os
import signal
import socket
import sys
import time

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it
sys.stdout.reconfigure(line_buffering=True)  # and no line is lost
ADDRESS = ("127.0.0.1", 25705)
LIMIT = 1000  # bytes in a line
PATIENCE = 10  # seconds for a line, and for its answer
PROCESSES = 4  # each serves one client at a time


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
            print("given up:", error)  # one client, not the process


with socket.create_server(ADDRESS, backlog=128) as listener:
    print("waiting on {}:{}".format(*ADDRESS))
    children = set()
    ends = {signal.SIGINT, signal.SIGTERM}
    # What the parent waits for must not come at another moment.
    signals = ends | {signal.SIGCHLD}
    signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    try:
        arrived = signal.SIGCHLD
        while arrived not in ends:
            while len(children) < PROCESSES:
                if child := os.fork():
                    children.add(child)
                    continue
                children.clear()  # they are the parent's
                signal.pthread_sigmask(signal.SIG_SETMASK, [])
                work(listener)
            arrived = signal.sigwait(signals)
            while children and (pid := os.waitpid(-1, os.WNOHANG)[0]):
                children.remove(pid)
    finally:  # also if a fork has failed
        for child in children:
            os.kill(child, signal.SIGTERM)
            os.waitpid(child, 0)
