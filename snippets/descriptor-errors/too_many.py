"""A server that has no descriptor left, and a client that waits.

Linux only: other systems have other numbers.
"""

import resource
import select
import socket

soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)

with socket.create_server(("127.0.0.1", 0)) as listener:
    address = listener.getsockname()
    client = socket.create_connection(address, timeout=5)
    # From now on no new descriptor: the limit is the next number.
    resource.setrlimit(resource.RLIMIT_NOFILE, (client.fileno(), hard))
    with client:
        for _ in range(2):
            waiting = select.select([listener], [], [], 5)[0]
            print("somebody waits to be accepted:", waiting != [])
            try:
                listener.accept()
            except OSError as error:
                print(f"{type(error).__name__}: {error}")
        try:
            open("/dev/null")
        except OSError as error:
            print(f"{type(error).__name__}: {error}")

        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        conn, _ = listener.accept()
        with conn:
            print("after the limit is as before: accepted")
