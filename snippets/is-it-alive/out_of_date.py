"""Ask whether the peer is there, and act on the answer too late."""

import select
import socket


def has_ended(sock):
    """Whether the end of the stream has arrived, nothing before it."""
    ready, _, _ = select.select([sock], [], [], 0)
    return bool(ready) and sock.recv(1, socket.MSG_PEEK) == b""


with socket.create_server(("127.0.0.1", 0)) as listener:
    client = socket.create_connection(listener.getsockname(), 5)
    conn, _ = listener.accept()

with client:
    print("asked in time: ended", has_ended(client))
    # The answer was right, and the next line makes it wrong.
    conn.close()
    client.sendall(b"an order")
    print("sendall raised nothing")
    print("asked again: ended", has_ended(client))
    try:
        client.sendall(b"another order")
    except OSError as error:
        print("the second sendall:", type(error).__name__)
