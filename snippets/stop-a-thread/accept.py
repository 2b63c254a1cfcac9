"""A thread waits in accept; what do close and shutdown do to it?

Linux only: other systems answer differently.
"""

import socket
from concurrent.futures import ThreadPoolExecutor


def outcome(future, seconds):
    """What became of a call, after so many seconds."""
    try:
        conn, _ = future.result(seconds)
    except TimeoutError:
        return "still waits"
    except OSError as error:
        return f"raised {error}"
    conn.close()
    return "returned a connection"


def visit(address):
    try:
        with socket.create_connection(address, timeout=5):
            return "accepted"
    except OSError as error:
        return type(error).__name__


def stop(title, way):
    print(title)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = listener.getsockname()
        accepted = pool.submit(listener.accept)
        print("   before: accept", outcome(accepted, 0.3))
        way(listener)
        print("   after:  accept", outcome(accepted, 0.5))
        print("   a client then:", visit(address))
        print("   after that: accept", outcome(accepted, 5))


with ThreadPoolExecutor() as pool:
    stop("close", socket.socket.close)
    stop("shutdown", lambda sock: sock.shutdown(socket.SHUT_RDWR))
