"""MSG_DONTWAIT and MSG_TRUNC on a connection.

Linux only: elsewhere MSG_TRUNC does nothing here.
"""

import socket


def attempt(title):
    try:
        reader.recv(1, socket.MSG_DONTWAIT)
    except OSError as error:
        print(f"{title}: {type(error).__name__}: {error}")


with socket.create_server(("127.0.0.1", 0)) as listener:
    sender = socket.create_connection(listener.getsockname())
    reader, _ = listener.accept()
with sender, reader:
    attempt("MSG_DONTWAIT")
    reader.settimeout(0.1)
    attempt("MSG_DONTWAIT and settimeout(0.1)")

    reader.settimeout(10)
    sender.sendall(b"skip this:and read this")
    sender.shutdown(socket.SHUT_WR)
    buffer, skipped = bytearray(b"untouched."), 0
    while skipped < 10:
        skipped += reader.recv_into(
            buffer, 10 - skipped, socket.MSG_TRUNC)
    print("skipped:", skipped, "bytes; the buffer:", bytes(buffer))
    with reader.makefile("rb") as rest:
        print("then:", rest.read())
