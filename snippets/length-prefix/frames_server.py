"""Answer each message, which comes behind its length, in capitals.

To copy. Serves until Ctrl-C.
"""

import signal
import socket
import struct
import sys
import threading
import time

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it
sys.stdout.reconfigure(line_buffering=True)  # and no line is lost
LENGTH = struct.Struct("!I")  # four bytes, the highest first
LIMIT = 65536  # bytes in a message
PATIENCE = 10  # seconds for a message, and for its answer
CLIENTS = 20  # served at the same time; more have to wait


def recv_message(conn):
    """Return the next message, or None at the end of the stream."""
    deadline = time.monotonic() + PATIENCE
    data, end = bytearray(), LENGTH.size
    while len(data) < end:
        # When it is too late, this number is negative: ValueError.
        conn.settimeout(deadline - time.monotonic())
        piece = conn.recv(min(end - len(data), 4096))
        if not piece:
            if data:
                raise EOFError("the stream ended inside a message")
            return None
        data += piece
        if len(data) == LENGTH.size:
            (length,) = LENGTH.unpack(data)
            if length > LIMIT:  # before waiting for so much
                raise ValueError(f"{length} bytes announced: too long")
            end += length
    return data[LENGTH.size:]


def work(listener):
    """Serve one client after the other."""
    while True:
        try:
            conn, _ = listener.accept()
            with conn:
                while (message := recv_message(conn)) is not None:
                    conn.settimeout(PATIENCE)  # for all of sendall
                    header = LENGTH.pack(len(message))
                    conn.sendall(header + message.upper())
        except (EOFError, OSError, ValueError) as error:
            print("given up:", error)  # one client, not the server


with socket.create_server(("127.0.0.1", 25440)) as listener:
    print("waiting on 127.0.0.1:25440")
    for _ in range(CLIENTS - 1):
        threading.Thread(target=work, args=[listener]).start()
    work(listener)
