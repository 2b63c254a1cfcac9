"""The largest port number is 65535."""

import socket

for port in (65535, 65536, -1):
    with socket.socket() as sock:
        try:
            sock.bind(("127.0.0.1", port))
            print("port", port, "-> bound:", sock.getsockname()[1])
        except OverflowError as error:
            print("port", port, "-> OverflowError:", error)
