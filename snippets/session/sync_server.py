"""Receive blocks, confirm synchronisation points, survive a cut."""

import socket
import struct

DATA, SYNC, CONFIRM, RESUME, END = range(5)


def send(conn, kind, data=b""):
    conn.sendall(struct.pack("!BH", kind, len(data)) + data)


def receive(stream):
    """Return the kind and data of the next unit; None at the end."""
    head = stream.read(3)
    if len(head) < 3:
        return None, b""
    kind, length = struct.unpack("!BH", head)
    data = stream.read(length)
    return (kind, data) if len(data) == length else (None, b"")


safe, point, finished = [], 0, False
with socket.create_server(("127.0.0.1", 25302)) as listener:
    for attempt in 1, 2:
        conn, peer = listener.accept()
        conn.settimeout(10)
        with conn, conn.makefile("rb") as stream:
            print(f"connection {attempt}: resume at point {point}")
            send(conn, RESUME, bytes([point]))
            pending = []
            while not finished:
                kind, data = receive(stream)
                if kind == DATA and len(pending) < 100:
                    pending.append(data)
                elif kind == SYNC and len(data) == 1:
                    # Nothing before a confirmed point is redone.
                    safe, pending, point = safe + pending, [], data[0]
                    print(f"point {point}: {len(safe)} blocks are safe")
                    send(conn, CONFIRM, data)
                elif kind == END:
                    finished = True
                else:
                    break
            if not finished:
                print(f"cut; not confirmed and dropped: {pending}")
print("the whole text:", b"".join(safe))
