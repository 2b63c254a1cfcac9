"""Send a file on a socket that does not block.

Not on Windows, which has no os.sendfile.
"""

import os
import selectors
import socket
import tempfile

SIZE = 3_000_000

sender, reader = socket.socketpair()
with (
    sender, reader, tempfile.TemporaryFile() as file,
    selectors.DefaultSelector() as selector,
):
    file.write(os.urandom(SIZE))
    file.flush()
    sender.setblocking(False)
    try:
        sender.sendfile(file)
    except ValueError as error:
        print("ValueError:", error)

    reader.setblocking(False)
    selector.register(sender, selectors.EVENT_WRITE)
    selector.register(reader, selectors.EVENT_READ)
    offset, received = 0, bytearray()
    while len(received) < SIZE:
        for key, _ in selector.select(10):
            if key.fileobj is reader:
                received += reader.recv(65536)
                continue
            # It takes what there is room for, and says how much.
            sent = os.sendfile(sender.fileno(), file.fileno(),
                               offset, SIZE - offset)
            offset += sent
            if offset == SIZE or sent == 0:  # 0: the file has ended
                selector.unregister(sender)
                sender.close()
    file.seek(0)
    print("all of the file arrived:", received == file.read())
