"""A server closes without reading the request. Ends in a traceback.

Linux only: other systems have other numbers.
"""

import select
import socket

with socket.create_server(("127.0.0.1", 0)) as listener:
    address = listener.getsockname()
    client = socket.create_connection(address, timeout=5)
    conn, _ = listener.accept()

with client:
    with conn:
        client.sendall(b"a question that nobody reads")
        select.select([conn], [], [], 5)  # until it has arrived
    print("the server has closed")
    client.recv(1024)
