"""Three peers that end: after a message, inside one, before any."""

import socket


def read_to_end(sock):
    """Take what comes before the end of the stream for a message."""
    data = b""
    while piece := sock.recv(1024):
        data += piece
    return data


def read_line(sock):
    """Take for a message what a newline ends; None: no more come."""
    data = read_to_end(sock)
    if data and not data.endswith(b"\n"):
        raise EOFError(f"the stream ended inside a message: {data}")
    return data or None


for sent in b"pay 1000\n", b"pay 10", b"":
    print("the peer sent", sent)
    for reader in read_to_end, read_line:
        left, right = socket.socketpair()
        with left, right:
            left.sendall(sent)
            left.shutdown(socket.SHUT_WR)
            right.settimeout(5)
            try:
                print(f"  {reader.__name__}:", reader(right))
            except EOFError as error:
                print(f"  {reader.__name__}: EOFError:", error)
