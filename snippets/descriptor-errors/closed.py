"""Use a socket after its with block. Ends in a traceback.

Linux only: other systems have other numbers.
"""

import socket

with socket.create_server(("127.0.0.1", 0)) as listener:
    address = listener.getsockname()
    with socket.create_connection(address, timeout=5) as sock:
        print("in the block it has a number:", sock.fileno() >= 0)
    print("after it the number is", sock.fileno())
    sock.recv(1024)
