"""Accept on a socket that does not listen. Ends in a traceback.

Linux only: other systems have other numbers.
"""

import socket

with socket.socket() as server:
    server.bind(("127.0.0.1", 0))
    print("bound to a port:", server.getsockname()[1] != 0)
    server.accept()
