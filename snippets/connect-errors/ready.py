"""Start a server in another process; connect when it says so."""

import socket
import subprocess
import sys

SERVER = """
import socket
with socket.create_server(("127.0.0.1", 0)) as listener:
    print(listener.getsockname()[1], flush=True)
    conn, _ = listener.accept()
    with conn:
        conn.sendall(b"I was ready")
"""

with subprocess.Popen(
    [sys.executable, "-c", SERVER], stdout=subprocess.PIPE, text=True
) as server:
    # This line arrives when the server listens, and not earlier.
    port = int(server.stdout.readline())
    address = "127.0.0.1", port
    with socket.create_connection(address, timeout=5) as sock:
        with sock.makefile("rb") as answer:
            print("connected at the first attempt:",
                  answer.read(100))
