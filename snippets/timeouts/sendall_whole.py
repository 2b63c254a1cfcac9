"""One time-out for all of a sendall, however well it gets on."""

import socket
import threading
import time

LIMIT = 0.5
data = bytes(100_000_000)
given_up = threading.Event()
arrived = []


def read_slowly(conn):
    """Read a little at a time until given_up is set, then all."""
    while not given_up.wait(0.02):
        arrived.append(len(conn.recv(100_000)))
    while piece := conn.recv(1_000_000):
        arrived.append(len(piece))


with socket.create_server(("127.0.0.1", 0)) as listener:
    address = listener.getsockname()
    client = socket.create_connection(address, timeout=LIMIT)
    conn, _ = listener.accept()
    conn.settimeout(10)

with conn:
    reader = threading.Thread(target=read_slowly, args=[conn])
    with client:
        reader.start()
        started = time.monotonic()
        try:
            client.sendall(data)
        except TimeoutError as error:
            print("sendall:", error)
        print("after its time-out, or later:",
              time.monotonic() - started >= LIMIT)
        print("its peer was reading all the time:", len(arrived) > 2)
        given_up.set()
    reader.join()
print("some has arrived:", sum(arrived) > 0)
print("all has arrived:", sum(arrived) == len(data))
