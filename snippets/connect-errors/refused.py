"""Connect to a port where nobody listens. Ends in a traceback.

Linux only: other systems have other numbers.
"""

import socket

with socket.create_server(("127.0.0.1", 0)) as listener:
    address = listener.getsockname()
print("the server has ended")

socket.create_connection(address, timeout=5)
