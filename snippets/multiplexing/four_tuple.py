"""Use one client port for two connections, and try a third.

Linux only: elsewhere SO_REUSEADDR has other rules.
"""

import errno
import socket


def connect(local, remote):
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.settimeout(5)
        sock.bind(local)
        sock.connect(remote)
    except OSError:
        sock.close()
        raise
    return sock


with (
    socket.create_server(("127.0.0.1", 25340)) as one,
    socket.create_server(("127.0.0.1", 25341)) as two,
):
    local = ("127.0.0.1", 25349)
    first = connect(local, one.getsockname())
    second = connect(local, two.getsockname())
    with first, second:
        for sock in first, second:
            (_, near), (_, far) = sock.getsockname(), sock.getpeername()
            print(f"connected: local port {near}, remote port {far}")
        first.sendall(b"first\n")
        second.sendall(b"second\n")
        for listener in one, two:
            conn, peer = listener.accept()
            with conn, conn.makefile("rb") as lines:
                conn.settimeout(5)
                far = listener.getsockname()[1]
                print(f"arrived at port {far}:", lines.readline())
        try:
            connect(local, one.getsockname()).close()
        except OSError as error:
            print("the same four again:", errno.errorcode[error.errno])
