"""Read a file by turns through the descriptor and the passed one.

Not on Windows: it has no send_fds.
"""

import os
import socket
import tempfile

left, right = socket.socketpair()
with left, right, tempfile.TemporaryFile(buffering=0) as file:
    file.write(b"one two three")
    file.seek(0)
    socket.send_fds(left, [b"f"], [file.fileno()])
    _, descriptors, _, _ = socket.recv_fds(right, 1, 1)
    with open(descriptors[0], "rb", buffering=0) as passed:
        print("the same number:", passed.fileno() == file.fileno())
        print("the same file:",
              os.path.sameopenfile(passed.fileno(), file.fileno()))
        print("first: ", file.read(4))
        print("passed:", passed.read(4))
        print("first: ", file.read(5))
