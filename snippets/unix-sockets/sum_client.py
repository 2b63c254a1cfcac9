"""Ask the server at a path for two sums.

Not on Windows: Python has no Unix sockets there.
"""

import socket
import sys

PATH = "sum.sock"
try:
    with socket.socket(socket.AF_UNIX) as sock:
        sock.settimeout(10)
        sock.connect(PATH)
        with sock.makefile("rb") as reader:
            for question in b"40 2\n", b"forty two\n":
                sock.sendall(question)
                print(reader.readline(1000))
except OSError as error:
    sys.exit(f"{PATH}: {error}")
