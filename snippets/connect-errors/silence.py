"""Connect where nobody answers: two errors with nearly one name.

Linux only: it has the option TCP_USER_TIMEOUT.
"""

import socket

listener = socket.create_server(("127.0.0.1", 0), backlog=0)
address = listener.getsockname()
first = socket.create_connection(address, timeout=5)
# Now the queue of the server is full: each further SYN is dropped.


def attempt(sock):
    try:
        sock.connect(address)
    except OSError as error:
        print(f"  {type(error).__name__}: {error}")
        print("  errno:", error.errno)


with listener, first, socket.socket() as mine, socket.socket() as its:
    print("with a time-out of mine:")
    mine.settimeout(0.2)
    attempt(mine)
    print("the same socket again:")
    attempt(mine)

    print("without one, when the kernel gives up:")
    # 0.3 s in place of minutes; noticed when it repeats the SYN.
    its.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, 300)
    attempt(its)
