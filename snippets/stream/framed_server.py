"""Receive messages, each behind its length.

To copy. Serves until Ctrl-C.
"""

import itertools
import signal
import socket
import struct
import sys

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it
sys.stdout.reconfigure(line_buffering=True)  # and no line is lost

LIMIT = 1024


def recv_exactly(sock, count):
    """Return count bytes; fewer if the stream ends first."""
    data = bytearray()
    while len(data) < count:
        piece = sock.recv(count - len(data))
        if not piece:
            break
        data += piece
    return bytes(data)


def recv_message(sock):
    """Return the next message, or None at the end of the stream."""
    header = recv_exactly(sock, 4)
    if not header:
        return None
    if len(header) < 4:
        raise EOFError("the stream ended inside a length")
    (length,) = struct.unpack("!I", header)
    # Check before waiting for it, let alone making room for it.
    if length > LIMIT:
        raise ValueError(f"{length} bytes announced, limit {LIMIT}")
    message = recv_exactly(sock, length)
    if len(message) < length:
        raise EOFError("the stream ended inside a message")
    return message


with socket.create_server(("127.0.0.1", 25131)) as listener:
    print("waiting on 127.0.0.1:25131")
    # One client after the other.
    for number in itertools.count(1):
        conn, peer = listener.accept()
        conn.settimeout(10)
        with conn:
            print("client", number)
            try:
                while (message := recv_message(conn)) is not None:
                    print("  message:", message)
            except (EOFError, OSError, ValueError) as error:
                # One bad client must not end the server.
                print("  given up:", error)
