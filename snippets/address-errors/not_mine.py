"""Bind an address that no card of this machine has.

Linux only: other systems have other numbers. Ends in a traceback.
"""

import socket

with socket.socket() as sock:
    sock.bind(("127.0.0.1", 0))
    print("bound:", sock.getsockname()[0])

with socket.socket() as sock:
    # An address for documentation: RFC 5737.
    sock.bind(("192.0.2.1", 0))
