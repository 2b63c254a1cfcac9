"""A process for each client; the server forgets to close its copy.

Not on Windows: it has no fork.
"""

import os
import socket


def hear(sock, seconds):
    sock.settimeout(seconds)
    try:
        return sock.recv(1)
    except TimeoutError:
        return "no end"


with socket.create_server(("127.0.0.1", 0)) as listener:
    client = socket.create_connection(listener.getsockname(), 10)
    conn, _ = listener.accept()

    child = os.fork()
    if child == 0:
        # The child serves the client, closes and ends.
        conn.sendall(b"!")
        conn.close()
        os._exit(0)

with client:
    print("the client hears", hear(client, 10))
    os.waitpid(child, 0)
    print("the child has closed the connection, and has ended")
    print("the client hears", hear(client, 0.3))
    conn.close()
    print("the parent has closed its copy")
    print("the client hears", hear(client, 10))
