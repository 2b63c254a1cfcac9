"""A time-out in the middle of sendfile, and how to go on from there.

Not on Windows, where all of it may be taken at once.
"""

import os
import socket
import tempfile
from concurrent.futures import ThreadPoolExecutor

SIZE = 3_000_000


def read_all(sock):
    received = bytearray()
    while data := sock.recv(65536):
        received += data
    return received


sender, reader = socket.socketpair()
with (
    sender, reader, tempfile.TemporaryFile() as file,
    ThreadPoolExecutor() as pool,
):
    file.write(os.urandom(SIZE))
    file.seek(0)
    sender.settimeout(0.2)  # nobody reads yet
    try:
        sender.sendfile(file)
    except TimeoutError:
        offset = file.tell()
        print("a part was sent:", 0 < offset < SIZE)

    received = pool.submit(read_all, reader)
    sender.settimeout(10)
    rest = sender.sendfile(file, offset)
    sender.close()
    print("then the rest:", offset + rest == SIZE)
    file.seek(0)
    print("all arrived, once:", received.result(10) == file.read())
