"""Listen in a folder whose path is too long for an address.

Linux only: it goes by way of /proc.
"""

import os
import socket
import tempfile

with tempfile.TemporaryDirectory() as short:
    folder = os.path.join(short, "x" * 120)
    os.mkdir(folder)
    path = os.path.join(folder, "sum.sock")
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    by_number = f"/proc/self/fd/{descriptor}/sum.sock"
    try:
        for way, address in ("path", path), ("number", by_number):
            with (
                socket.socket(socket.AF_UNIX) as listener,
                socket.socket(socket.AF_UNIX) as client,
            ):
                try:
                    listener.bind(address)
                    listener.listen()
                    client.connect(address)
                    print(f"by {way}: connected to it:",
                          client.getpeername() == address)
                except OSError as error:
                    print(f"by {way}: {error}")
    finally:
        os.close(descriptor)
    print("in the folder:", os.listdir(folder))
