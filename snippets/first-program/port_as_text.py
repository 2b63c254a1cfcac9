"""Wrong on purpose: the port is text. Ends in a traceback."""

import socket

with socket.create_server(("127.0.0.1", 0)) as server:
    host, port = server.getsockname()
    with socket.socket() as sock:
        sock.settimeout(10)
        print("the port as text")
        sock.connect((host, str(port)))
