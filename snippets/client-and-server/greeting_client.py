"""Visit the greeting server four times, three times badly."""

import socket
import struct

ADDRESS = ("127.0.0.1", 25420)


def visit():
    return socket.create_connection(ADDRESS, timeout=10)


def wait_for_the_end(sock):
    while sock.recv(100):
        pass
    print("   the server closed the connection")


print("a client that resets the connection")
with visit() as sock, sock.makefile("rb") as lines:
    lines.readline(100)
    # To linger for zero seconds turns close into an abort: RST.
    on, seconds = 1, 0
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                    struct.pack("ii", on, seconds))

print("a client that says nothing")
with visit() as sock:
    wait_for_the_end(sock)

print("a client whose name is too long")
with visit() as sock:
    sock.sendall(b"x" * 65)
    wait_for_the_end(sock)

print("a polite client")
with visit() as sock, sock.makefile("rb") as lines:
    print("  ", lines.readline(100).decode("utf-8").strip())
    sock.sendall("Zoë\n".encode("utf-8"))
    print("  ", lines.readline(100).decode("utf-8").strip())
