"""Send three messages while the server is busy with another client."""

import socket

address = ("127.0.0.1", 25130)
with (
    socket.create_connection(address, timeout=10) as first,
    socket.create_connection(address, timeout=10) as second,
):
    for message in (b"milk", b"bread", b"eggs"):
        second.sendall(message)
    second.shutdown(socket.SHUT_WR)
    print("the second client has sent 3 messages")

    # Only now does the server finish with its first client.
    first.sendall(b"tea")
    print("the first client has sent 1 message")
