"""A server that has no descriptor left, and a client that waits.

Linux only: other systems have other numbers.
"""

import resource
import select
import socket

soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)


def with_limit(limit, call):
    """Make a call while descriptors must be below a limit."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, hard))
    try:
        return call()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def attempt(limit, call):
    try:
        with_limit(limit, call).close()
        print("  no error")
    except OSError as error:
        print(f"  {type(error).__name__}: {error}")


with socket.create_server(("127.0.0.1", 0)) as listener:
    address = listener.getsockname()
    with socket.create_connection(address, timeout=5):
        # 0, 1 and 2 are taken, and so no number below 3 is free.
        for limit in soft, 3:
            print("open a file:")
            attempt(limit, lambda: open("/dev/null"))
        for limit in 3, 3, soft:
            waiting = select.select([listener], [], [], 5)[0]
            print("somebody waits:", waiting != [])
            attempt(limit, lambda: listener.accept()[0])
