"""Bind addresses that are not there to be bound.

Linux only: numbers and texts differ on other systems.
"""

import socket

CASES = [
    ("an address of another machine", ("203.0.113.20", 0)),
    ("an address of the other family", ("::1", 0)),
    ("a port that is no port", ("127.0.0.1", 70000)),
    ("the port as text", ("127.0.0.1", "80")),
]

for title, address in CASES:
    with socket.socket() as sock:
        try:
            sock.bind(address)
        except Exception as error:
            print(f"{title}: {address}")
            print(f"   {type(error).__name__}: {error}")
