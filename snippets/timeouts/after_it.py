"""Make each call again after its time-out.

Linux only: the second client waits for a place in a full queue.
"""

import errno
import socket


def outcome(call, *arguments):
    try:
        result = call(*arguments)
    except OSError as error:
        code = errno.errorcode.get(error.errno)
        return f"{type(error).__name__}: {code or error}"
    return "a connection" if isinstance(result, tuple) else result


with (
    socket.create_server(("127.0.0.1", 0), backlog=0) as listener,
    socket.socket(socket.AF_INET, socket.SOCK_STREAM) as first,
    socket.socket(socket.AF_INET, socket.SOCK_STREAM) as second,
):
    address = listener.getsockname()
    for sock in listener, first, second:
        sock.settimeout(0.2)

    print("accept:   ", outcome(listener.accept))
    first.connect(address)
    print("connect:  ", outcome(second.connect, address))
    print("   again: ", outcome(second.connect, address))
    conn, _ = listener.accept()
    print("accept again: a connection")

    with conn, conn.makefile("rb") as file:
        conn.settimeout(0.2)
        print("recv:     ", outcome(conn.recv, 1024))
        first.sendall(b"1")
        print("   again: ", outcome(conn.recv, 1024))

        print("readline: ", outcome(file.readline))
        first.sendall(b"2\n")
        print("   again: ", outcome(file.readline))
