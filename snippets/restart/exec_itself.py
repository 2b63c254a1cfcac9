"""A program that starts itself anew, with the same listener.

Not on Windows: there exec makes a new process.
"""

import os
import socket
import sys

if len(sys.argv) == 1:
    listener = socket.create_server(("127.0.0.1", 0))
    client = socket.create_connection(listener.getsockname(), 10)
    client.sendall(b"hello\n")
    # Flushed, because exec flushes nothing.
    print("a client is in the queue", flush=True)
    for sock in listener, client:
        sock.set_inheritable(True)
    numbers = [str(sock.fileno()) for sock in (listener, client)]
    os.execv(sys.executable, [
        sys.executable, __file__, str(os.getpid()), *numbers])

print("started anew, in the same process:",
      sys.argv[1] == str(os.getpid()))
with (
    socket.socket(fileno=int(sys.argv[2])) as listener,
    socket.socket(fileno=int(sys.argv[3])) as client,
):
    listener.settimeout(10)
    client.settimeout(10)
    conn, _ = listener.accept()
    with conn, client.makefile("rb") as answers:
        conn.settimeout(10)
        conn.sendall(b"welcome\n")
        print("the client hears", answers.readline(100))
