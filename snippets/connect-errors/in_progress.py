"""Connect without waiting: in progress, already, connected already.

Linux only: other systems have other numbers.
"""

import select
import socket


def attempt(sock, address):
    try:
        sock.connect(address)
        print("  connect: no error")
    except OSError as error:
        print(f"  connect: {type(error).__name__}: {error}")


with socket.create_server(("127.0.0.1", 0), backlog=0) as listener:
    address = listener.getsockname()
    with socket.socket() as first, socket.socket() as late:
        first.setblocking(False)
        print("the server has room in its queue:")
        attempt(first, address)
        select.select([], [first], [], 5)
        result = first.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        print("  writable; SO_ERROR is", result)
        attempt(first, address)
        attempt(first, address)

        late.setblocking(False)
        print("the queue is full, nobody answers:")
        attempt(late, address)
        attempt(late, address)
