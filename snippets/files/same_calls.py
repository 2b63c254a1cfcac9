"""Use four calls for files on a file, a pipe and a socket.

Not on Windows: sockets have numbers of another kind there.
"""

import os
import socket
import stat
import tempfile


def try_out(name, reading, writing):
    mode = os.fstat(reading).st_mode
    print(f"{name}: S_ISSOCK is {stat.S_ISSOCK(mode)}")
    os.write(writing, b"hello")
    if stat.S_ISREG(mode):
        # A file has a position; go back to what was written.
        os.lseek(reading, 0, os.SEEK_SET)
    print("   read:", os.read(reading, 1024))
    os.close(writing)
    if reading != writing:
        print("   at the end, read:", os.read(reading, 1024))
        os.close(reading)


with tempfile.TemporaryFile() as file:
    # A descriptor of its own, as the others have one to close.
    number = os.dup(file.fileno())
    try_out("file", number, number)

try_out("pipe", *os.pipe())

near, far = socket.socketpair()
# From here on there are only numbers, no socket objects.
try_out("socket", near.detach(), far.detach())
