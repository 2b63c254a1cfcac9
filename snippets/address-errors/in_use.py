"""Bind an address at which a server is running. Ends in a traceback.

Linux only: other systems have other numbers.
"""

import socket

with socket.create_server(("127.0.0.1", 0)) as running:
    address = running.getsockname()
    print("a server is running")
    with socket.socket() as second:
        second.bind(address)
