"""Take an error apart: its class, its number, its name, its text.

Linux only: other systems have other numbers.
"""

import errno
import os
import socket

with socket.socket() as bound:
    bound.bind(("127.0.0.1", 0))  # and listen is missing
    try:
        socket.create_connection(bound.getsockname(), timeout=5)
    except OSError as error:
        kinds = type(error).__mro__[:3]
        print(f"{type(error).__name__}: {error}")
        print("class:   ", " < ".join(kind.__name__ for kind in kinds))
        print("errno:   ", error.errno)
        print("name:    ", errno.errorcode[error.errno])
        print("strerror:", error.strerror)
        print("os.strerror says the same:",
              error.strerror == os.strerror(error.errno))
