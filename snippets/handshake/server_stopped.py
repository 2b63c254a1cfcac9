"""Stop a server process, then connect to it.

Not on Windows: it has no fork and no SIGSTOP.
"""

import os
import signal
import socket
import sys

listener = socket.create_server(("127.0.0.1", 0))
address = listener.getsockname()

server = os.fork()
if server == 0:
    # The child is the server, and it stops before it can accept.
    os.kill(os.getpid(), signal.SIGSTOP)
    listener.settimeout(10)
    with listener, listener.accept()[0] as conn:
        conn.settimeout(10)
        received = b""
        while data := conn.recv(1024):
            received += data
        print("server: resumed, accepted, read", received)
    sys.exit()

listener.close()
os.waitpid(server, os.WUNTRACED)
print("the server process is stopped: it can run no instruction")
try:
    with socket.create_connection(address, timeout=5) as client:
        print("client: connect returned")
        client.sendall(b"hello")
        # In a pipe, too, this stands above what the server prints.
        print("client: sendall returned", flush=True)
finally:
    # Whatever happened: a stopped process would stay for ever.
    os.kill(server, signal.SIGCONT)
    os.waitpid(server, 0)
