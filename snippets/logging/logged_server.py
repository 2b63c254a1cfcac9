"""Add up the numbers in each line, and log a line for each client.

Its argument is the file for the log, /dev/stderr for example.

To copy. Serves until Ctrl-C.
"""

import logging
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
log = logging.getLogger("sums")


class Visit:
    """A connection, and what is known of it at its end."""

    def __init__(self, conn, address):
        self.conn = conn
        self.who = "{}:{}".format(*address)
        self.began = time.monotonic()
        self.received = self.answers = 0

    def lines(self):
        """Yield each line without its end, which is \\n or \\r\\n."""
        buffer = b""
        while True:
            deadline = time.monotonic() + PATIENCE
            while b"\n" not in buffer[:LIMIT + 1]:
                if len(buffer) > LIMIT:
                    raise ValueError(f"a line over {LIMIT} bytes")
                # When it is too late: negative, a ValueError.
                self.conn.settimeout(deadline - time.monotonic())
                piece = self.conn.recv(1024)
                if not piece and not buffer:
                    return
                if not piece:
                    raise EOFError("end of stream inside a line")
                self.received += len(piece)
                buffer += piece
            line, _, buffer = buffer.partition(b"\n")
            yield line.removesuffix(b"\r")

    def serve(self):
        end = "finished"
        try:
            with self.conn:
                for line in self.lines():
                    self.conn.settimeout(PATIENCE)  # for all of sendall
                    self.conn.sendall(answer(line).encode() + b"\n")
                    self.answers += 1
        except (EOFError, OSError, ValueError) as error:
            end = f"given up: {error}"  # one client, not the server
        log.info("from=%s seconds=%.1f received=%d answers=%d end=%r",
                 self.who, time.monotonic() - self.began,
                 self.received, self.answers, end)


def answer(line):
    try:
        return str(sum(int(word) for word in line.decode().split()))
    except ValueError:  # no numbers, too many digits, or not UTF-8
        return "numbers, please"


def work(listener):
    """Serve one client after the other."""
    while True:
        try:
            visit = Visit(*listener.accept())
        except OSError as error:
            log.warning("accept: %s", error)
        else:
            visit.serve()


logging.Formatter.converter = time.gmtime  # the time in UTC
logging.basicConfig(
    filename=sys.argv[1] if sys.argv[1:] else os.devnull,
    level=logging.INFO,
    format="%(asctime)s %(levelname)s %(name)s %(message)s")
with socket.create_server(("127.0.0.1", 25843)) as listener:
    print("waiting on 127.0.0.1:25843")
    for _ in range(CLIENTS - 1):
        threading.Thread(target=work, args=[listener]).start()
    work(listener)
