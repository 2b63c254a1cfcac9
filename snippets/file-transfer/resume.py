"""Fetch a file over a connection that breaks, and go on from there."""

import hashlib
import os
import socket
import tempfile
import threading
from pathlib import Path

DATA = bytes(range(256)) * 400


def serve(listener, cuts):
    """Send the size, the rest from an offset on, and the hash.

    At each of the cuts a connection breaks.
    """
    for cut in cuts:
        conn, _ = listener.accept()
        with conn:
            conn.settimeout(5)
            offset = int.from_bytes(recv_exactly(conn, 8), "big")
            print(f"server: the rest from {offset} on")
            answer = len(DATA).to_bytes(8, "big") + DATA[offset:]
            answer += hashlib.sha256(DATA).digest()
            conn.sendall(answer[:cut])


def recv_exactly(sock, count):
    data = b""
    while len(data) < count:
        piece = sock.recv(count - len(data))
        if not piece:
            raise EOFError(f"{len(data)} of {count} bytes came")
        data += piece
    return data


def fetch(address, path):
    part = path.with_suffix(".part")
    with (
        socket.create_connection(address, timeout=5) as sock,
        open(part, "ab") as file,
    ):
        have = file.tell()
        sock.sendall(have.to_bytes(8, "big"))
        size = int.from_bytes(recv_exactly(sock, 8), "big")
        while have < size:
            piece = sock.recv(min(size - have, 4096))
            if not piece:
                raise EOFError(f"{have} of {size} bytes came")
            file.write(piece)
            have += len(piece)
        expected = recv_exactly(sock, 32)
    with open(part, "rb") as file:
        if hashlib.file_digest(file, "sha256").digest() != expected:
            part.unlink()
            raise ValueError("the hash differs: begin again")
    os.replace(part, path)  # the name appears when all is well


with (
    tempfile.TemporaryDirectory() as folder,
    socket.create_server(("127.0.0.1", 0)) as listener,
):
    cuts = [4, 60_008, 42_400 + 8, None]
    threading.Thread(target=serve, args=[listener, cuts]).start()
    path = Path(folder, "copy")
    while not path.exists():
        try:
            fetch(listener.getsockname(), path)
        except (EOFError, ValueError) as error:
            print(f"client: {type(error).__name__}: {error}")
    print("client: the same:", path.read_bytes() == DATA)
