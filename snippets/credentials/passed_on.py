"""Let a child connect and end; go on with its connection.

Linux only: other systems have other options.
"""

import os
import socket
import struct
import tempfile

UCRED = struct.Struct("iII")  # pid, uid, gid: struct ucred, unix(7)


def credentials(sock):
    return UCRED.unpack(sock.getsockopt(
        socket.SOL_SOCKET, socket.SO_PEERCRED, UCRED.size))


with (
    tempfile.TemporaryDirectory() as folder,
    socket.socket(socket.AF_UNIX) as listener,
    socket.socket(socket.AF_UNIX) as client,
):
    path = os.path.join(folder, "name")
    listener.bind(path)
    listener.listen()
    child = os.fork()
    if child == 0:
        client.connect(path)  # the socket is the parent's as well
        os._exit(0)
    os.waitpid(child, 0)

    conn, _ = listener.accept()
    with conn:
        conn.settimeout(10)
        pid, _, _ = credentials(conn)
        print("the peer is the child:", pid == child)
        try:
            os.kill(pid, 0)  # sends nothing: is there such a process?
        except ProcessLookupError as error:
            print("that process:", error)
        client.sendall(b"still here")
        client.close()
        with conn.makefile("rb") as reader:
            print("received:", reader.read(100))
