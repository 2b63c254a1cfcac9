"""Serve messages over connections: SOCK_SEQPACKET.

Linux only: macOS has no SOCK_SEQPACKET here.
"""

import os
import socket
import tempfile
import threading

UNIX = socket.AF_UNIX, socket.SOCK_SEQPACKET
LIMIT = 1000  # bytes of a message


def serve(listener):
    conn, _ = listener.accept()
    with conn:
        conn.settimeout(10)
        while True:
            message, _, flags, _ = conn.recvmsg(LIMIT)
            if not message:
                print("an empty message, or the end")
                return
            if flags & socket.MSG_TRUNC:
                conn.sendall(b"too long")
            else:
                conn.sendall(message.upper())


with (
    tempfile.TemporaryDirectory() as folder,
    socket.socket(*UNIX) as listener,
    socket.socket(*UNIX) as client,
):
    path = os.path.join(folder, "name")
    listener.bind(path)
    listener.listen()
    server = threading.Thread(target=serve, args=[listener])
    server.start()
    client.settimeout(10)
    client.connect(path)
    for message in b"first", b"second", b"x" * 1001, b"third":
        client.sendall(message)
    for _ in range(4):
        print(client.recv(LIMIT))
    client.shutdown(socket.SHUT_WR)
    server.join()
