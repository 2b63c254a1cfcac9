"""Ask the kernel who is at the other end of a Unix socket.

Linux only: other systems have other options.
"""

import os
import socket
import struct
import tempfile

UCRED = struct.Struct("iII")  # pid, uid, gid: struct ucred, unix(7)


def credentials(sock):
    """Process, user and group of the peer of a Unix socket."""
    return UCRED.unpack(sock.getsockopt(
        socket.SOL_SOCKET, socket.SO_PEERCRED, UCRED.size))


with (
    tempfile.TemporaryDirectory() as folder,
    socket.socket(socket.AF_UNIX) as listener,
):
    path = os.path.join(folder, "name")
    listener.bind(path)
    listener.listen()
    child = os.fork()
    if child == 0:
        with socket.socket(socket.AF_UNIX) as client:
            client.connect(path)
            pid, _, _ = credentials(client)
            told = b"served by my parent: %r" % (pid == os.getppid())
            client.sendall(told)
        os._exit(0)

    conn, _ = listener.accept()
    with conn, conn.makefile("rb") as reader:
        conn.settimeout(10)
        pid, uid, gid = credentials(conn)
        print("the client is the child:", pid == child)
        print("its user is mine:", uid == os.geteuid())
        print("its group is mine:", gid == os.getegid())
        print("the child says:", reader.read(100).decode())
    os.waitpid(child, 0)
