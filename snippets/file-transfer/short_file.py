"""Wrong on purpose: whatever comes before the end is the file."""

import socket
import tempfile
import threading
from pathlib import Path

DATA = bytes(range(256)) * 400


def sender(sock, sent):
    """Send so much of the file, then break off."""
    with sock:
        sock.sendall(DATA[:sent])


def receive(sock, path):
    with open(path, "wb") as file:
        while piece := sock.recv(4096):
            file.write(piece)


with tempfile.TemporaryDirectory() as folder:
    path = Path(folder, "copy")
    for sent in len(DATA), 60_000:
        left, right = socket.socketpair()
        peer = threading.Thread(target=sender, args=[left, sent])
        peer.start()
        with right:
            right.settimeout(5)
            receive(right, path)
        peer.join()
        print("received without an error;",
              f"{path.stat().st_size} of {len(DATA)} bytes,",
              "the same:", path.read_bytes() == DATA)
