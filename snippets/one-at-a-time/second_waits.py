"""A server for one client at a time; the first client is silent."""

import socket
import threading
import time

PATIENCE = 0.5  # seconds that the second client waits at first


def serve(conn):
    with conn, conn.makefile("rb") as lines:
        for line in lines:
            conn.sendall(line.upper())


def server(listener):
    for _ in range(2):
        conn, _ = listener.accept()
        print("server: accepted a client")
        accepted.set()
        serve(conn)


def answer(sock, seconds):
    sock.settimeout(seconds)
    with sock.makefile("rb") as lines:
        return lines.readline(100)


accepted = threading.Event()
listener = socket.create_server(("127.0.0.1", 0))
thread = threading.Thread(target=server, args=[listener])
thread.start()

with listener:
    first = socket.create_connection(listener.getsockname(), 10)
    accepted.wait()
    began = time.monotonic()
    second = socket.create_connection(listener.getsockname(), 10)
    print("second: connect returned")
    second.sendall(b"hello\n")
    print("second: sendall returned")
    with first, second:
        try:
            print("second: answer", answer(second, PATIENCE))
        except TimeoutError:
            print("second: no answer")
            print("first: goes, and never said a word")
            first.close()
            print("second: answer", answer(second, 10))
        waited = time.monotonic() - began
thread.join()
print(f"the second waited longer than {PATIENCE} s:",
      waited > PATIENCE)
