"""Wrong on purpose: take what one recv returns for the message.

Shows what one recv returns.
"""

import socket

with socket.create_server(("127.0.0.1", 0)) as listener:
    client = socket.create_connection(listener.getsockname(), 5)
    conn, _ = listener.accept()
    conn.settimeout(5)

with client, conn:
    # One message of 16 bytes, which comes in two pieces.
    client.sendall(b"attack ")
    print("received", conn.recv(1024))
    client.sendall(b"tomorrow\n")
    print("received", conn.recv(1024))
