"""Leave out bind, or listen: which side notices, and when.

Not on Windows: there bind has to come before listen.
"""

import socket


def knock(port):
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5):
            return "connected"
    except OSError as error:
        return type(error).__name__


with socket.socket() as server:
    server.bind(("127.0.0.1", 0))
    port = server.getsockname()[1]
    print("without listen:")
    print("  it has a port:", port != 0)
    print("  a client:", knock(port))
    try:
        server.accept()
    except OSError as error:
        print("  accept:", type(error).__name__)

with socket.socket() as server:
    # Without bind, to show what the kernel chooses.
    server.listen()
    host, port = server.getsockname()
    print("without bind:")
    print("  all addresses of the machine:", host == "0.0.0.0")
    print("  a port that nobody knows:", port != 0)
    print("  a client that is told the port:", knock(port))
