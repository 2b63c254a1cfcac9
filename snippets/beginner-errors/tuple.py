"""Take what accept returns for a socket. Ends in a traceback."""

import socket

with socket.create_server(("127.0.0.1", 0)) as listener:
    address = listener.getsockname()
    with socket.create_connection(address, timeout=5) as client:
        client.sendall(b"hello")
        conn = listener.accept()
        print("accept returned a", type(conn).__name__)
        with conn[0]:
            conn.recv(1024)
