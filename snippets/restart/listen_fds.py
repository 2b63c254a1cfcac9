"""Start a server as systemd does, with a socket that listens.

Not on Windows: it has no fork.
"""

import os
import socket
import sys

SERVER = """
import os, socket
if os.environ.get("LISTEN_PID") != str(os.getpid()):
    print("LISTEN_PID is not mine: no sockets for me")
else:
    for number in range(3, 3 + int(os.environ["LISTEN_FDS"])):
        with socket.socket(fileno=number) as listener:
            listener.settimeout(10)
            conn, _ = listener.accept()
            with conn:
                conn.sendall(b"welcome\\n")
"""


def launch(listener, for_whom=None):
    """Run the server in a child that finds the listener at 3."""
    child = os.fork()
    if child:
        return child
    pid = for_whom or os.getpid()  # exec does not change it
    environment = os.environ | {
        "LISTEN_FDS": "1", "LISTEN_PID": str(pid)}
    os.dup2(listener.fileno(), 3)
    os.set_inheritable(3, True)  # in case it had been 3 before
    os.execve(sys.executable, [sys.executable, "-c", SERVER],
              environment)


with socket.create_server(("127.0.0.1", 0)) as listener:
    os.waitpid(launch(listener, for_whom=1), 0)
    child = launch(listener)
    with (
        socket.create_connection(
            listener.getsockname(), timeout=10) as client,
        client.makefile("rb") as answers,
    ):
        print("the client hears", answers.readline(100), flush=True)
    os.waitpid(child, 0)
