"""Serve one client at a path instead of an address and a port.

Not on Windows: Python has no Unix sockets there.
"""

import os
import socket
import stat
import tempfile

with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "sum.sock")
    with (
        socket.socket(socket.AF_UNIX) as listener,
        socket.socket(socket.AF_UNIX) as client,
    ):
        listener.bind(path)
        listener.listen()
        print("in the folder:", os.listdir(folder))
        print("its type:", stat.filemode(os.stat(path).st_mode)[0])

        client.settimeout(5)
        client.connect(path)
        conn, peer = listener.accept()
        with conn:
            conn.settimeout(5)
            print("the client's address:", repr(peer))
            print("the server's address is the path:",
                  client.getpeername() == path)
            client.sendall(b"40 2\n")
            client.shutdown(socket.SHUT_WR)
            with conn.makefile("rb") as reader:
                print("received:", reader.read(100))
    print("all closed; in the folder:", os.listdir(folder))
