"""Serve three clients, although the second resets its connection."""

import socket
import struct
import sys
from concurrent.futures import ThreadPoolExecutor


def serve(conn):
    """Echo until the end of the stream."""
    while data := conn.recv(1024):
        conn.sendall(data)


def server(listener, clients):
    for number in range(1, clients + 1):
        conn, _ = listener.accept()
        # So long may the client be silent while the others wait.
        conn.settimeout(5)
        with conn:
            # What breaks here breaks one connection, not the server.
            try:
                serve(conn)
                print(f"client {number}: served to the end")
            except OSError as error:
                print(f"client {number}: {type(error).__name__}")


def client(address, reset):
    with socket.create_connection(address, timeout=2) as sock:
        sock.sendall(b"x")
        sock.recv(1)
        if reset:
            # Wait zero seconds in close: throw the connection away.
            layout = "hh" if sys.platform == "win32" else "ii"
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                            struct.pack(layout, 1, 0))


with (
    socket.create_server(("127.0.0.1", 0)) as listener,
    ThreadPoolExecutor() as pool,
):
    listener.settimeout(10)
    served = pool.submit(server, listener, 3)
    for reset in False, True, False:
        client(listener.getsockname(), reset)
    served.result(10)
print("the server is still in charge")
