"""Stop a server process, then connect to it.

Not on Windows: it has no fork and no SIGSTOP.
"""

import os
import signal
import socket

listener = socket.create_server(("127.0.0.1", 0))
address = listener.getsockname()

server = os.fork()
if server == 0:
    # The child is the server, and it stops before it can accept.
    os.kill(os.getpid(), signal.SIGSTOP)
    with listener, listener.accept()[0] as conn:
        conn.settimeout(10)
        print("server: resumed, accepted, read", conn.recv(1024))
    os._exit(0)

os.waitpid(server, os.WUNTRACED)
print("the server process is stopped: it can run no instruction")

with socket.create_connection(address, timeout=5) as client:
    print("client: connect returned")
    client.sendall(b"hello")
    print("client: sendall returned")
    os.kill(server, signal.SIGCONT)
    os.waitpid(server, 0)
listener.close()
