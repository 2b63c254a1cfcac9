"""End a server by SIGTERM: as it comes, and with a handler.

Not on Windows: there terminate() is not a signal.
"""

import signal
import socket
import subprocess
import sys

SERVER = """
import signal, socket, sys
if sys.argv[1] == "handler":
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit())
with socket.create_server(("127.0.0.1", 0)) as listener:
    print(listener.getsockname()[1], flush=True)
    conn, _ = listener.accept()
with conn:
    try:
        conn.sendall(b"hello, ")
        conn.recv(1024)
    finally:
        conn.sendall(b"good-bye")
"""

for way in "no handler", "handler":
    with subprocess.Popen([sys.executable, "-c", SERVER, way],
                          stdout=subprocess.PIPE) as server:
        address = ("127.0.0.1", int(server.stdout.readline()))
        with (
            socket.create_connection(address, timeout=10) as client,
            client.makefile("rb") as answers,
        ):
            heard = answers.read(7)
            server.send_signal(signal.SIGTERM)
            heard += answers.read(100)
    print(f"{way}: {heard}, exit status {server.returncode}")
