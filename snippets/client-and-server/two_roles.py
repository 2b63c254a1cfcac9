"""Two sockets made alike: what they call next gives them roles."""

import socket


def listens(sock):
    """Would accept wait for somebody? Or is it an error?"""
    sock.setblocking(False)
    try:
        sock.accept()
    except OSError as error:
        return isinstance(error, BlockingIOError)


with socket.socket() as one, socket.socket() as other:
    print("same family and type:", (one.family, one.type)
          == (other.family, other.type))
    print("listening at first:  ", listens(one), listens(other))

    # Passive open: take a known address, and let others come.
    one.bind(("127.0.0.1", 0))
    one.listen()
    print("after one.listen():  ", listens(one), listens(other))

    # Active open: go to the address that the other one took.
    other.settimeout(10)
    other.connect(one.getsockname())

    one.settimeout(10)
    conn, peer = one.accept()
    with conn:
        print("the caller was other:", peer == other.getsockname())
