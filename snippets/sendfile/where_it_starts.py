"""Which bytes of a file does sendfile send?

Linux only: the last file is one of its own.
"""

import socket
import tempfile
from pathlib import Path


def show(title, sent):
    print(f"{title}: {sent} bytes, {arrived.read(sent)}")


sender, reader = socket.socketpair()
with (
    sender, reader, reader.makefile("rb") as arrived,
    tempfile.TemporaryFile() as file,
):
    file.write(b"0123456789")
    show("just written", sender.sendfile(file))
    file.flush()
    show("flushed", sender.sendfile(file))

    file.seek(7)
    show("after seek(7)", sender.sendfile(file))
    show("offset=7", sender.sendfile(file, offset=7))
    show("offset=7, count=2", sender.sendfile(file, 7, 2))
    show("count=50", sender.sendfile(file, count=50))

    with Path("/proc/self/stat").open("rb") as numbers:
        show("a file of /proc", sender.sendfile(numbers))
        print("but it has something:", numbers.read(1) != b"")
