"""Two processes and a thread read from one and the same socket.

Not on Windows: it has no fork.
"""

import os
import socket
import threading

with socket.create_server(("127.0.0.1", 0)) as listener:
    client = socket.create_connection(listener.getsockname(), timeout=5)
    conn, _ = listener.accept()
with client, conn:
    conn.settimeout(5)
    client.sendall(b"1234")

    # Flushed, or the child would print it once more.
    print("the process reads:    ", conn.recv(1), flush=True)

    child = os.fork()
    if child == 0:
        # The same socket: fork has only copied the descriptor.
        print("its child reads:      ", conn.recv(1), flush=True)
        os._exit(0)
    os.waitpid(child, 0)

    def read():
        print("another thread reads: ", conn.recv(1))

    thread = threading.Thread(target=read)
    thread.start()
    thread.join()

    print("the first again reads:", conn.recv(1))
