"""A client is refused until the server has called listen."""

import socket


def knock(address):
    try:
        with socket.create_connection(address, timeout=10):
            return "connected"
    except OSError as error:
        return type(error).__name__


with socket.socket() as server:
    server.bind(("127.0.0.1", 0))
    address = server.getsockname()
    print("after bind:  ", knock(address))

    server.listen()
    print("after listen:", knock(address))
print("after close: ", knock(address))
