"""Wrong on purpose: read on after the end of the stream."""

import socket

with socket.create_server(("127.0.0.1", 0)) as listener:
    client = socket.create_connection(listener.getsockname(), 5)
    conn, _ = listener.accept()

with conn:
    conn.settimeout(5)
    client.sendall(b"good-bye")
    client.close()
    empty = 0
    # In life this says `while True`, and never ends.
    while empty < 10_000:
        data = conn.recv(1024)
        if not data:
            empty += 1
print("recv returned b'' so many times:", empty)
