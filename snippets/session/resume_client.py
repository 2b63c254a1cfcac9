"""Fetch a file; when the transfer breaks off, fetch only the rest."""

import base64
import hashlib
import socket


def get(fields):
    """Return the status, the fields and as much as came of the body."""
    address = ("127.0.0.1", 25301)
    with socket.create_connection(address, timeout=10) as sock:
        request = "GET /file HTTP/1.1\r\nHost: 127.0.0.1:25301\r\n"
        for name, value in fields.items():
            request += f"{name}: {value}\r\n"
        sock.sendall(f"{request}\r\n".encode())
        with sock.makefile("rb") as stream:
            status = stream.readline(1000).decode().strip()
            head = {}
            while (line := stream.readline(1000)) not in (b"\r\n", b""):
                name, _, value = line.decode().partition(":")
                head[name.lower()] = value.strip()
            length = int(head["content-length"])
            return status, head, stream.read(length)


status, head, file = get({})
size = int(head["content-length"])
print(f"{status}: {len(file)} of {size} bytes, then end of stream")

status, again, rest = get({
    "Range": f"bytes={len(file)}-",
    "If-Range": head["etag"],
})
print(f"{status}: {again.get('content-range', 'the whole file')}")
# With 200 instead of 206 the whole file comes, a new one perhaps.
file = file + rest if " 206 " in status else rest

digest = base64.b64encode(hashlib.sha256(file).digest()).decode()
print(f"{len(file)} bytes on two TCP connections")
intact = again["repr-digest"] == f"sha-256=:{digest}:"
print("SHA-256 as announced:", intact)
