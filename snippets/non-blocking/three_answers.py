"""Ask a non-blocking socket three times: nothing yet, data, the end.

Linux only: other systems have other numbers.
"""

import select
import socket


def ask(sock):
    try:
        return sock.recv(1024)
    except BlockingIOError as error:
        return f"BlockingIOError: {error}"


with socket.create_server(("127.0.0.1", 0)) as listener:
    peer = socket.create_connection(listener.getsockname(), timeout=5)
    conn, _ = listener.accept()
with peer, conn:
    conn.setblocking(False)
    print("nothing yet:", ask(conn))
    peer.sendall(b"x")
    select.select([conn], [], [], 5)  # until the byte has arrived
    print("a byte:     ", ask(conn))
    peer.shutdown(socket.SHUT_WR)
    select.select([conn], [], [], 5)  # until the end has
    print("the end:    ", ask(conn))
