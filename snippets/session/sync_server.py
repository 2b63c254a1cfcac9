"""Receive blocks, confirm synchronisation points, survive a cut."""

import signal
import socket
import struct

DATA, SYNC, CONFIRM, RESUME, END = range(5)


def send(conn, kind, data=b""):
    conn.sendall(struct.pack("!BH", kind, len(data)) + data)


def receive(stream):
    """Return the kind and the data of the next unit."""
    head = stream.read(3)
    if len(head) == 3:
        kind, length = struct.unpack("!BH", head)
        data = stream.read(length)
        if len(data) == length:
            return kind, data
    raise ConnectionError("the stream ends")


signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it
safe, point, finished = [], 0, False
with socket.create_server(("127.0.0.1", 25302)) as listener:
    print("waiting on 127.0.0.1:25302")
    for attempt in 1, 2:
        conn, peer = listener.accept()
        conn.settimeout(10)
        print(f"connection {attempt}: resume at point {point}")
        pending = []
        with conn, conn.makefile("rb") as stream:
            try:
                send(conn, RESUME, bytes([point]))
                while not finished:
                    kind, data = receive(stream)
                    if kind == DATA and len(pending) < 100:
                        pending.append(data)
                    elif kind in (SYNC, END) and len(data) == 1:
                        # Nothing before a confirmed point is redone.
                        safe, pending = safe + pending, []
                        point, finished = data[0], kind == END
                        print(f"point {point}: {len(safe)} blocks safe")
                        send(conn, CONFIRM, data)
                    else:
                        raise ConnectionError("no such unit")
            except OSError:
                print("cut; not confirmed and dropped:", pending)
        if finished:
            break
print("the whole text:" if finished else "only a part:", b"".join(safe))
