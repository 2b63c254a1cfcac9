"""Wrong on purpose: the first loop does not see the stream end.

Shows what one recv returns.
"""

import socket

with socket.create_server(("127.0.0.1", 0)) as listener:
    address = listener.getsockname()

    with socket.create_connection(address, timeout=5) as client:
        client.sendall(b"goodbye")
    conn, peer = listener.accept()
    with conn:
        conn.settimeout(5)
        # Without the 4 it would print for ever.
        for _ in range(4):
            print("wrong:", conn.recv(1024))

    with socket.create_connection(address, timeout=5) as client:
        client.sendall(b"goodbye")
    conn, peer = listener.accept()
    with conn:
        conn.settimeout(5)
        while data := conn.recv(1024):
            print("right:", data)
        print("right: end of stream")
