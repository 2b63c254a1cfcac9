"""Start a program while a client is connected, in three ways.

Not on Windows: there other handles are inherited.
"""

import socket
import subprocess
import sys

# It runs until its standard input ends.
OTHER = [sys.executable, "-c", "import sys; sys.stdin.read()"]


def try_it(what, inheritable, **options):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        client = socket.create_connection(listener.getsockname(), 10)
        conn, _ = listener.accept()
    conn.set_inheritable(inheritable)
    with (
        client,
        subprocess.Popen(OTHER, stdin=subprocess.PIPE, **options),
    ):
        conn.close()
        client.settimeout(0.3 if inheritable else 10)
        try:
            print(what, client.recv(1))
        except TimeoutError:
            print(what, "no end")


try_it("as it comes:               ", False)
try_it("close_fds=False:           ", False, close_fds=False)
try_it("and set_inheritable(True): ", True, close_fds=False)
