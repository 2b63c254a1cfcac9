"""Serve a file by HTTP, and break the first transfer off half-way."""

import base64
import hashlib
import random
import re
import signal
import socket

FILE = random.Random(1).randbytes(300_000)
DIGEST = hashlib.sha256(FILE).digest()
TAG = f'"{DIGEST.hex()[:16]}"'


def read_head(stream):
    """Return the lines of a request's head; None if it breaks off."""
    lines = []
    while len(lines) < 50:
        line = stream.readline(1000)
        if line == b"\r\n":
            return lines
        if not line.endswith(b"\r\n"):
            return None
        lines.append(line[:-2].decode("latin-1"))


def serve(conn, limit):
    with conn.makefile("rb") as stream:
        lines = read_head(stream)
    if not lines:
        return
    fields = {}
    for line in lines[1:]:
        name, _, value = line.partition(":")
        fields[name.lower()] = value.strip()
    status, start = "200 OK", 0
    wanted = re.fullmatch(r"bytes=(\d{1,9})-", fields.get("range", ""))
    # The rest is of use only if the file is still the same.
    if wanted and fields.get("if-range") == TAG:
        if int(wanted[1]) < len(FILE):
            status, start = "206 Partial Content", int(wanted[1])
    body = FILE[start:]
    head = f"HTTP/1.1 {status}\r\nETag: {TAG}\r\n"
    head += f"Content-Length: {len(body)}\r\n"
    digest = base64.b64encode(DIGEST).decode()
    head += f"Repr-Digest: sha-256=:{digest}:\r\n"
    if status.startswith("206"):
        span = f"{start}-{len(FILE) - 1}/{len(FILE)}"
        head += f"Content-Range: bytes {span}\r\n"
    conn.sendall(f"{head}Connection: close\r\n\r\n".encode())
    conn.sendall(body[:limit])
    print(f"{status}: sent {len(body[:limit])} of {len(body)} bytes")


signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it
with socket.create_server(("127.0.0.1", 25301)) as listener:
    print("waiting on 127.0.0.1:25301")
    for limit in 120_000, None:
        conn, peer = listener.accept()
        conn.settimeout(10)
        with conn:
            try:
                serve(conn, limit)
            except OSError as error:
                print("the client broke off:", error)
