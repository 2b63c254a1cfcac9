"""How long may the path of a Unix socket be?

Linux only: other systems have other limits.
"""

import socket
import tempfile

with tempfile.TemporaryDirectory() as folder:
    for size in 107, 108:
        path = f"{folder}/".ljust(size, "x")
        with socket.socket(socket.AF_UNIX) as sock:
            try:
                sock.bind(path)
                print(size, "bytes: bound")
            except OSError as error:
                print(size, f"bytes: {type(error).__name__}: {error}")
