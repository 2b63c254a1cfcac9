"""Wrong on purpose: wait for a whole header by looking for it.

It takes all of a processor, and no time-out ends it.
"""

import select
import socket

HEADER = 8

with socket.create_server(("127.0.0.1", 0)) as listener:
    sender = socket.create_connection(listener.getsockname())
    reader, _ = listener.accept()
with sender, reader:
    reader.settimeout(10)
    sender.sendall(b"half")  # and then the peer pauses
    for looks in range(1, 100_001):
        header = reader.recv(HEADER, socket.MSG_PEEK)
        if len(header) == HEADER:
            break
    print(f"{looks} looks: {header}")
    print("select: readable:",
          select.select([reader], [], [], 10)[0] == [reader])
