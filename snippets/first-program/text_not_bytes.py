"""Wrong on purpose: it sends text, not bytes. Ends in a traceback."""

import socket

with socket.create_server(("127.0.0.1", 0)) as server:
    address = server.getsockname()
    with socket.create_connection(address, timeout=10) as sock:
        print("connected")
        sock.sendall("Hello, world!")
