"""Add up the numbers in each line. SIGTERM ends it in order.

To copy. Serves until Ctrl-C.
"""

import select
import signal
import socket
import sys
import threading
import time

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it
sys.stdout.reconfigure(line_buffering=True)  # and no line is lost
LIMIT = 1000  # bytes in a line
PATIENCE = 10  # seconds for a line, and for its answer
CLIENTS = 20  # served at the same time; more have to wait
LAST = 5  # seconds for what was begun, after SIGTERM
# With a signal comes a byte. It stays there, for everybody to see.
stopping, stop = socket.socketpair()
door = threading.Lock()  # the thread that has it waits for a client


def comes(sock, seconds=None):
    """Wait for it. False: it is time to stop, and nothing has come."""
    ready = select.select([sock, stopping], [], [], seconds)[0]
    if not ready:
        raise TimeoutError("timed out")
    return sock in ready


def lines(conn):
    """Yield each line without its end, which is \\n or \\r\\n."""
    buffer = b""
    while buffer or comes(conn, PATIENCE):
        deadline = time.monotonic() + PATIENCE
        while b"\n" not in buffer[:LIMIT + 1]:
            if len(buffer) > LIMIT:
                raise ValueError(f"a line of more than {LIMIT} bytes")
            # When it is too late, this number is negative: ValueError.
            conn.settimeout(deadline - time.monotonic())
            piece = conn.recv(1024)
            if not piece and not buffer:
                return
            if not piece:
                raise EOFError("the stream ended inside a line")
            buffer += piece
        line, _, buffer = buffer.partition(b"\n")
        yield line.removesuffix(b"\r")


def answer(line):
    try:
        return str(sum(int(word) for word in line.decode().split()))
    except ValueError:  # no numbers, too many digits, or not UTF-8
        return "numbers, please"


def work(listener):
    """Serve one client after the other, until it is time to stop."""
    while True:
        try:
            with door:
                if listener.fileno() == -1 or not comes(listener):
                    return
                conn, _ = listener.accept()
            with conn:
                for line in lines(conn):
                    conn.settimeout(PATIENCE)  # for all of sendall
                    conn.sendall(answer(line).encode() + b"\n")
        except (EOFError, OSError, ValueError) as error:
            print("given up:", error)  # one client, not the server


stop.setblocking(False)
signal.set_wakeup_fd(stop.fileno())
signal.signal(signal.SIGTERM, lambda number, frame: None)
with socket.create_server(("127.0.0.1", 25840)) as listener:
    print("waiting on 127.0.0.1:25840")
    for _ in range(CLIENTS):
        threading.Thread(
            target=work, args=[listener], daemon=True).start()
    comes(stopping)
    with door:
        listener.close()
deadline = time.monotonic() + LAST
for thread in threading.enumerate()[1:]:  # all but this one
    thread.join(max(0, deadline - time.monotonic()))
print("stopped, cut off:", threading.active_count() - 1)
