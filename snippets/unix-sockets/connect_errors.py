"""What connect says to a path, and what it means.

Linux only: other systems have other numbers.
"""

import os
import socket
import tempfile


def bound(path, kind=socket.SOCK_STREAM):
    sock = socket.socket(socket.AF_UNIX, kind)
    sock.bind(path)
    return sock


def try_to_connect(what, path):
    with socket.socket(socket.AF_UNIX) as sock:
        sock.settimeout(10)
        try:
            sock.connect(path)
            print(f"{what}: connected")
        except OSError as error:
            print(f"{what}: {type(error).__name__}: {error}")


with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    try_to_connect("nothing there", "name")
    bound("stale").close()
    try_to_connect("left behind", "stale")
    with bound("deaf") as listener:
        try_to_connect("before listen", "deaf")
        listener.listen(0)  # room for one: for this client
        try_to_connect("after listen", "deaf")
        try_to_connect("its queue full", "deaf")
    with open("file", "wb"):
        try_to_connect("a file", "file")
    with bound("datagrams", socket.SOCK_DGRAM):
        try_to_connect("other type", "datagrams")
