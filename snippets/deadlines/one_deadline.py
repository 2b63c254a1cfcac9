"""Such a peer, which then stalls, and a deadline for the line."""

import socket
import threading
import time

PATIENCE = 0.5
MESSAGE = b"he"
finished = threading.Event()


def dribble(address):
    """Send one byte every tenth of a second, then nothing."""
    with socket.create_connection(address, timeout=5) as sock:
        for byte in MESSAGE:
            sock.sendall(bytes([byte]))
            finished.wait(0.1)
        finished.wait(5)


def recv_line(sock, deadline):
    """Read a line before a time of time.monotonic()."""
    line = b""
    while not line.endswith(b"\n"):
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError("deadline passed")
        sock.settimeout(left)
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
    started = time.monotonic()
    try:
        print("received", recv_line(conn, started + PATIENCE))
    except TimeoutError as error:
        print("gave up:", type(error).__name__)
    took = time.monotonic() - started
    finished.set()
peer.join()
print("before the deadline:", took < PATIENCE)
