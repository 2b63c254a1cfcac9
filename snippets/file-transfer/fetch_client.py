"""Fetch a file, or the rest of it, and check its hash.

To copy.
"""

import hashlib
import os
import socket
import sys
import tempfile
import time
from pathlib import Path

LIMIT = 10_000_000  # bytes in a file
PATIENCE = 60  # seconds for all of it; the next call goes on


def fetch(address, name, path):
    """Fetch to path; raise EOFError, OSError or ValueError."""
    deadline = time.monotonic() + PATIENCE

    def recv(count):
        # When it is too late, this number is negative: ValueError.
        sock.settimeout(deadline - time.monotonic())
        piece = sock.recv(min(count, 65536))
        if not piece:
            raise EOFError("the stream ended inside the answer")
        return piece

    def recv_exactly(count):
        data = b""
        while len(data) < count:
            data += recv(count - len(data))
        return data

    part = path.with_name(path.name + ".part")
    with (
        socket.create_connection(address, timeout=PATIENCE) as sock,
        open(part, "ab") as file,
    ):
        have = file.tell()
        sock.sendall(f"{have} {name}\n".encode())
        size = int.from_bytes(recv_exactly(8), "big")
        if size > LIMIT:
            raise ValueError(f"a file of {size} bytes")
        while have < size:
            piece = recv(size - have)
            file.write(piece)
            have += len(piece)
        expected = recv_exactly(32)
    with open(part, "rb") as file:
        digest = hashlib.file_digest(file, "sha256").digest()
    if digest != expected:
        part.unlink()
        raise ValueError("the hash differs: begin again")
    os.replace(part, path)


ADDRESS = ("127.0.0.1", 25442)
with tempfile.TemporaryDirectory() as folder:
    path = Path(folder, "copy.py")
    part = Path(folder, "copy.py.part")
    try:
        fetch(ADDRESS, "program", path)
        print("begins with", path.read_bytes()[:17])
        part.write_bytes(path.read_bytes()[:500])
        fetch(ADDRESS, "program", path)
        print("fetched the rest")
    except (EOFError, OSError, ValueError) as error:
        sys.exit(f"not fetched: {error}")

    part.write_bytes(b"of another file")
    for name in "program", "program", "../../etc/passwd":
        try:
            fetch(ADDRESS, name, path)
            print(f"{name}: fetched")
        except ValueError as error:
            print(f"{name}: ValueError: {error}")
        except (EOFError, OSError):
            print(f"{name}: the server has broken off")
