"""Split a stream into lines, wherever the pieces were cut."""

import socket

LIMIT = 100


def lines(sock):
    """Yield each line without its end; a rest waits for more."""
    buffer = b""
    while piece := sock.recv(1024):
        buffer += piece
        while b"\n" in buffer[:LIMIT + 1]:
            line, _, buffer = buffer.partition(b"\n")
            yield line
        if len(buffer) > LIMIT:
            raise ValueError(f"a line of more than {LIMIT} bytes")
    if buffer:
        raise EOFError(f"the stream ended inside a line: {buffer}")


left, right = socket.socketpair()
with left, right:
    right.settimeout(5)
    reader = lines(right)

    left.sendall(b"one\ntwo\nth")
    print("line:", next(reader))
    print("line:", next(reader))

    left.sendall(b"ree\nfo")
    print("line:", next(reader))

    left.shutdown(socket.SHUT_WR)
    try:
        next(reader)
    except EOFError as error:
        print("EOFError:", error)
