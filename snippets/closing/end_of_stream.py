"""Read a connection to its end, and once more after the end."""

import socket

with socket.create_server(("127.0.0.1", 0)) as listener:
    address = listener.getsockname()
    client = socket.create_connection(address, timeout=5)
    client.sendall(b"first line\nlast line\n")
    client.close()

    conn, _ = listener.accept()
    conn.settimeout(5)
    with conn:
        received = b""
        # An empty result says that the peer sends nothing more.
        while data := conn.recv(8):
            received += data
        print("received", received)
        print("then", data)
        print("and again", conn.recv(8))
