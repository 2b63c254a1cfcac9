"""Send lines, end this direction, and read the sorted answer."""

import socket

ADDRESS = ("127.0.0.1", 25371)

with (
    socket.create_connection(ADDRESS, timeout=10) as sock,
    sock.makefile("rb") as answer,
):
    for line in b"pear\n", b"apple\n", b"quince\n":
        sock.sendall(line)

    # Only the direction to the server ends here.
    sock.shutdown(socket.SHUT_WR)
    try:
        sock.sendall(b"cherry\n")
    except OSError:
        print("sending is over")

    for line in answer:
        print("receiving is not:", line)
    print("now both directions have ended")
