"""Try to open a socket by name, and to move about in it.

Linux only: it has /proc, and the numbers of errors vary.
"""

import errno
import os
import socket
import tempfile
from pathlib import Path


def attempt(what, function, *arguments):
    try:
        function(*arguments)
        print(f"{what}: no error")
    except OSError as error:
        print(f"{what}: {errno.errorcode[error.errno]}")


with (
    tempfile.TemporaryDirectory() as folder,
    socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener,
    socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client,
):
    path = os.path.join(folder, "name")
    listener.bind(path)
    listener.listen()
    print("the socket has a name among the files:",
          Path(path).is_socket())
    attempt("open it by that name", os.open, path, os.O_RDWR)
    attempt("connect to that name", client.connect, path)

    number = client.fileno()
    link = f"/proc/self/fd/{number}"
    attempt("open it through /proc", os.open, link, os.O_RDWR)
    attempt("seek", os.lseek, number, 0, os.SEEK_SET)
    attempt("read at an offset", os.pread, number, 1, 0)
    attempt("truncate", os.ftruncate, number, 0)
    attempt("read from the listening one",
            os.read, listener.fileno(), 1)
    print("the loopback interface is a file in /dev:",
          Path("/dev/lo").exists())
