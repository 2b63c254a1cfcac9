"""A Unix socket leaves its path behind; remove it, with care.

Linux only: other systems have other numbers.
"""

import socket
import tempfile
from contextlib import suppress
from pathlib import Path


def listen(path):
    sock = socket.socket(socket.AF_UNIX)
    try:
        sock.bind(path)
        sock.listen()
    except OSError:
        sock.close()
        raise
    return sock


def is_served(path):
    with socket.socket(socket.AF_UNIX) as probe:
        with suppress(ConnectionRefusedError):
            probe.connect(path)
            return True
    return False


with tempfile.TemporaryDirectory() as folder:
    path = f"{folder}/server.sock"
    listen(path).close()
    print("the server has ended; its path exists:",
          Path(path).exists())
    for _ in range(2):
        try:
            with listen(path):
                print("listening; somebody serves it:", is_served(path))
        except OSError as error:
            print(error)
            print("somebody serves it:", is_served(path))
            if not is_served(path):
                Path(path).unlink()
