"""Send one JSON value a line; read them however they are cut."""

import json
import socket

LIMIT = 10_000


def send_value(sock, value):
    # dumps writes a newline in a text as \n, two characters, so the
    # only real newline is the one at the end.
    sock.sendall(json.dumps(value).encode() + b"\n")


def values(reader):
    """Yield each value; None is a value too."""
    while line := reader.readline(LIMIT + 1):
        if not line.endswith(b"\n"):
            raise ValueError("a line too long, or the stream ended")
        yield json.loads(line)


left, right = socket.socketpair()
with left, right, right.makefile("rb") as reader:
    right.settimeout(5)
    for value in {"n": 1}, [2, 3], "four\nfive", None:
        send_value(left, value)
    left.sendall(b'{"half": ')
    left.shutdown(socket.SHUT_WR)
    try:
        for value in values(reader):
            print(type(value).__name__, repr(value))
    except ValueError as error:
        print("ValueError", error, sep="\n")
