"""Wrong on purpose: it takes each recv for one message."""

import socket

with socket.create_server(("127.0.0.1", 25130)) as listener:
    # One client after the other: the second one waits.
    for number in (1, 2):
        conn, peer = listener.accept()
        conn.settimeout(10)
        with conn:
            print("client", number)
            while message := conn.recv(1024):
                print("  message:", message)
