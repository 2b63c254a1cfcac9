"""Meet the two errors of a connection that the peer has ended.

Not on Windows: it has no EPIPE, the error of a broken pipe.
"""

import socket
import struct


def connection():
    """A client and the server's socket for it."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = listener.getsockname()
        client = socket.create_connection(address, timeout=5)
        return client, listener.accept()[0]


client, server = connection()
with client:
    # Wait zero seconds in close: throw the connection away with RST.
    server.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                      struct.pack("ii", 1, 0))
    server.close()
    try:
        client.recv(1024)
    except ConnectionResetError as error:
        print("the peer reset; recv raises:", type(error).__name__)

client, server = connection()
with client:
    server.close()
    print("the peer closed; recv returns:", client.recv(1024))
    client.sendall(b"is anybody there?")
    print("the first sendall: no error")
    try:
        # The answer to the first was a RST, which may take a moment.
        for _ in range(100_000):
            client.sendall(b"hello?")
    except BrokenPipeError as error:
        print("a later sendall raises:", type(error).__name__)
