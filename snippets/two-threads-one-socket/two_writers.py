"""Two threads send messages over one connection, at one time."""

import socket
import threading

SENT = [b"a" * 99_999 + b"\n", b"b" * 99_999 + b"\n"]
ENOUGH = 1000  # messages, if nothing happens before
enough = threading.Event()
strange = []


def write(sock, message):
    while not enough.is_set():
        sock.sendall(message)


def read(conn):
    with conn, conn.makefile("rb") as lines:
        for number, line in enumerate(lines, 1):
            if line not in SENT:
                strange.append(line)
            if strange or number == ENOUGH:
                enough.set()


with socket.create_server(("127.0.0.1", 0)) as listener:
    sock = socket.create_connection(listener.getsockname(), timeout=10)
    conn, _ = listener.accept()
with sock:
    # A small buffer: one call of sendall becomes many of send.
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 16384)
    threads = [threading.Thread(target=write, args=[sock, message])
               for message in SENT]
    reader = threading.Thread(target=read, args=[conn])
    for thread in [reader, *threads]:
        thread.start()
    for thread in threads:
        thread.join()
    sock.shutdown(socket.SHUT_WR)
    reader.join()
print("messages came that nobody sent:", bool(strange))
print("one that has a and b:",
      any(b"a" in line and b"b" in line for line in strange))
