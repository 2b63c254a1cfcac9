"""Read from the socket that listens. Ends in a traceback.

Linux only: other systems have other numbers.
"""

import socket

with socket.create_server(("127.0.0.1", 0)) as listener:
    address = listener.getsockname()
    with socket.create_connection(address, timeout=5) as client:
        client.sendall(b"hello")
        conn, _ = listener.accept()
        with conn:
            print("the one that accept returned:", conn.recv(1) != b"")
        listener.recv(1)
