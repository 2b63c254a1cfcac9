"""Send files from a table: the size, the bytes, at last the hash.

To copy. Serves until Ctrl-C.
"""

import hashlib
import os
import signal
import socket
import sys
import threading
import time
from pathlib import Path

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it
sys.stdout.reconfigure(line_buffering=True)  # and no line is lost
# What a peer names is looked up here, and never made into a path.
FILES = {b"program": Path(__file__)}
LIMIT = 100  # bytes in a request
BLOCK = 65536
PATIENCE = 10  # seconds for a request, and for each block sent
CLIENTS = 20  # served at the same time; more have to wait


def recv_request(conn):
    """Return offset and name from the one line of a request."""
    deadline = time.monotonic() + PATIENCE
    line = b""
    while b"\n" not in line:
        # When it is too late, this number is negative: ValueError.
        conn.settimeout(deadline - time.monotonic())
        piece = conn.recv(LIMIT + 1 - len(line))
        if not piece:
            raise EOFError("the stream ended inside a request")
        line += piece
        if len(line) > LIMIT:
            raise ValueError("a request too long")
    line, _, _ = line.partition(b"\n")
    offset, _, name = line.partition(b" ")
    if not offset.isdigit():
        raise ValueError("an offset that is no number")
    return int(offset), name


def serve(conn):
    offset, name = recv_request(conn)
    if name not in FILES:
        raise ValueError(f"there is no {name}")
    with open(FILES[name], "rb") as file:
        size = os.fstat(file.fileno()).st_size
        print("sending from", offset)
        conn.settimeout(PATIENCE)  # for each block
        conn.sendall(size.to_bytes(8, "big"))
        # The hash is of the whole file, also where a part is sent.
        digest = hashlib.sha256()
        for start in range(0, size, BLOCK):
            block = file.read(min(BLOCK, size - start))
            digest.update(block)
            conn.sendall(block[max(offset - start, 0):])
        conn.sendall(digest.digest())


def work(listener):
    """Serve one client after the other."""
    while True:
        try:
            conn, _ = listener.accept()
            with conn:
                serve(conn)
        except (EOFError, OSError, ValueError) as error:
            print("given up:", error)  # one client, not the server


with socket.create_server(("127.0.0.1", 25442)) as listener:
    print("waiting on 127.0.0.1:25442")
    for _ in range(CLIENTS - 1):
        threading.Thread(target=work, args=[listener]).start()
    work(listener)
