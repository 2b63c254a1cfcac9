"""A time-out of 0.3 s, and a peer that gets around it."""

import socket
import threading
import time

TIMEOUT = 0.3
MESSAGE = b"hello, server\n"
finished = threading.Event()


def dribble(address):
    """Send one byte every tenth of a second."""
    with socket.create_connection(address, timeout=5) as sock:
        for byte in MESSAGE:
            sock.sendall(bytes([byte]))
            finished.wait(0.1)


def recv_line(sock):
    line = b""
    while not line.endswith(b"\n"):
        # The time-out begins anew with each call.
        piece = sock.recv(1)
        if not piece:
            raise EOFError("the peer ended inside a line")
        line += piece
    return line


with socket.create_server(("127.0.0.1", 0)) as listener:
    peer = threading.Thread(target=dribble,
                            args=[listener.getsockname()])
    peer.start()
    conn, _ = listener.accept()

with conn:
    conn.settimeout(TIMEOUT)
    started = time.monotonic()
    print("received", recv_line(conn))
    took = time.monotonic() - started
    finished.set()
peer.join()
print("longer than four time-outs:", took > 4 * TIMEOUT)
