"""A thread for each client, until the system gives no more.

Linux only: it bounds the memory of this process there.
"""

import resource
import socket
import threading
from contextlib import ExitStack
from pathlib import Path

MORE = 256 << 20  # bytes that the process may map from now on


def serve(conn):
    with conn:
        conn.recv(1024)  # until the client goes


pages = int(Path("/proc/self/statm").read_text().split()[0])
unbounded = resource.getrlimit(resource.RLIMIT_AS)
resource.setrlimit(resource.RLIMIT_AS, (
    pages * resource.getpagesize() + MORE, unbounded[1]))

with ExitStack() as stack:
    listener = stack.enter_context(socket.create_server(
        ("127.0.0.1", 0)))
    address = listener.getsockname()
    served = 0
    try:
        while served < 500:
            stack.enter_context(socket.create_connection(address, 5))
            conn, _ = listener.accept()
            threading.Thread(target=serve, args=[conn]).start()
            served += 1
    except RuntimeError as error:
        print("RuntimeError:", error)
        conn.close()
    resource.setrlimit(resource.RLIMIT_AS, unbounded)
print("some clients were served:", served > 0)
print("all 500 were served:", served == 500)
