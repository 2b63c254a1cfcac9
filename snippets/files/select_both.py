"""Ask select which of a file, a pipe and a socket can be read.

Not on Windows: select takes only sockets there.
"""

import os
import select
import socket
import tempfile

near, far = socket.socketpair()
reading, writing = os.pipe()
with (
    near, far, tempfile.TemporaryFile() as file,
    open(reading, "rb", buffering=0) as pipe,
    open(writing, "wb", buffering=0) as pipe_in,
):
    names = {file: "file", pipe: "pipe", near: "socket"}

    def ready():
        found, _, _ = select.select(names, [], [], 0)
        return ", ".join(names[one] for one in found)

    print("all are empty:          ", ready())
    far.sendall(b"x")
    print("the socket has a byte:  ", ready())
    pipe_in.write(b"x")
    print("the pipe has one too:   ", ready())
    print("read from the empty file:", file.read())
