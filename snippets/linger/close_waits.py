"""Close with a time to linger, while the peer does not read.

Linux only: other systems do this differently.
"""

import select
import socket
import struct
from threading import Thread


def try_close(what, linger, patience, limit=None):
    """Fill a connection, close it in a thread, then read it."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = listener.getsockname()
        sender = socket.create_connection(address)
        reader, _ = listener.accept()
    with sender, reader:
        sender.setblocking(False)
        sent = 0
        while select.select([], [sender], [], 0.5)[1]:
            sent += sender.send(bytes(65536))
        sender.settimeout(limit)
        if linger is not None:
            sender.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                              struct.pack("ii", 1, linger))
        closer = Thread(target=sender.close)
        closer.start()
        closer.join(patience)
        print(f"{what}:")
        print("  nobody reads, close has returned:",
              not closer.is_alive())
        while data := reader.recv(65536):
            sent -= len(data)
        closer.join(10)
        print("  all was read, close has returned:",
              not closer.is_alive(), f"({sent} bytes lost)")


try_close("no SO_LINGER", None, patience=10)
try_close("60 seconds", 60, patience=0.5)
try_close("60 seconds, and settimeout(0.1)", 60, 0.5, limit=0.1)
try_close("1 second", 1, patience=10)
