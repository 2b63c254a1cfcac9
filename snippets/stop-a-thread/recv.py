"""A thread waits in recv; what do close and shutdown do to it?

Linux only: other systems answer differently.
"""

import select
import socket
from concurrent.futures import ThreadPoolExecutor


def outcome(future, seconds):
    """What became of a call, after so many seconds."""
    try:
        return f"returned {future.result(seconds)}"
    except TimeoutError:
        return "still waits"
    except OSError as error:
        return f"raised {error}"


def stop(title, way, timeout=None):
    print(title)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        peer = socket.create_connection(listener.getsockname(), 5)
        conn, _ = listener.accept()
    with peer, conn:
        conn.settimeout(timeout)
        received = pool.submit(conn.recv, 1024)
        print("   before: recv", outcome(received, 0.3))
        way(conn)
        print("   after:  recv", outcome(received, 0.5))
        told = select.select([peer], [], [], 0)[0]
        print("   the peer has been told:", bool(told))
        if not received.done():
            peer.sendall(b"x")
            print("   after a byte: recv", outcome(received, 5))


with ThreadPoolExecutor() as pool:
    stop("close", socket.socket.close)
    stop("close, and a time-out of 4 s", socket.socket.close, 4)
    stop("shutdown", lambda conn: conn.shutdown(socket.SHUT_RDWR))
