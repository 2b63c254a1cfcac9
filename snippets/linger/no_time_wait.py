"""Close first, then bind the same port: with and without linger 0.

Not on Windows, which binds it in both cases.
"""

import socket
import struct


def close_first(linger_zero):
    """A server closes its connection first; is its port free?"""
    # Without create_server: that would set SO_REUSEADDR.
    with socket.socket() as listener, socket.socket() as client:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        address = listener.getsockname()
        client.connect(address)
        server, _ = listener.accept()
        with server:
            if linger_zero:
                server.setsockopt(
                    socket.SOL_SOCKET, socket.SO_LINGER,
                    struct.pack("ii", 1, 0))
        try:
            print("the client reads:", client.recv(1))
        except ConnectionResetError as error:
            print("the client reads:", type(error).__name__)
    with socket.socket() as again:
        try:
            again.bind(address)
            print("the port is free")
        except OSError as error:
            print(error)


close_first(linger_zero=False)
close_first(linger_zero=True)
