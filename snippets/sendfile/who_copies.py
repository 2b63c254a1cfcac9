"""Watch whether sendfile calls os.sendfile, or reads and sends.

Not on Windows, which has no os.sendfile.
"""

import io
import os
import socket
import tempfile
from unittest import mock

DATA = b"x" * 1000

for kind, make in (
    ("a file on disk", tempfile.TemporaryFile),
    ("a file in memory", io.BytesIO),
):
    sender, reader = socket.socketpair()
    with (
        sender, reader, make() as file,
        # The same function, with a record of its calls.
        mock.patch("os.sendfile", wraps=os.sendfile) as native,
    ):
        file.write(DATA)
        file.seek(400)
        print(f"{kind}: {sender.sendfile(file)} bytes sent,",
              f"os.sendfile was called: {native.called}")
