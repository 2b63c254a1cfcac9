"""Connect a second time with a socket that was refused.

Linux only: elsewhere such a socket may be of no more use.
"""

import socket


def attempt(sock, address):
    try:
        sock.connect(address)
        print("  connected")
    except OSError as error:
        print(f"  {type(error).__name__}: {error}")


for timeout in None, 5:
    print("time-out:", timeout)
    with socket.socket() as server, socket.socket() as client:
        server.bind(("127.0.0.1", 0))
        address = server.getsockname()
        client.settimeout(timeout)
        attempt(client, address)
        server.listen()  # from here on it would be accepted
        attempt(client, address)
        if timeout:
            attempt(client, address)
