"""Receive one message of at most 1000 bytes, and say thank you."""

import signal
import socket

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it
LIMIT = 1000


def receive(conn):
    """Read to the end of the stream, but not more than LIMIT."""
    message = b""
    while data := conn.recv(100):
        message += data
        if len(message) > LIMIT:
            raise ValueError(f"more than {LIMIT} bytes")
    return message.decode("utf-8")


with socket.create_server(("127.0.0.1", 25430)) as listener:
    print("waiting on 127.0.0.1:25430")
    conn, _ = listener.accept()
    with conn:
        conn.settimeout(10)
        try:
            # !r: a message may hold codes that steer a terminal.
            print(f"received: {receive(conn)!r}")
            conn.sendall(b"thank you")
        # A client can fall silent, vanish, or send what is no text.
        except (OSError, ValueError) as error:
            print("no message:", error)
