"""Decode bytes that are no UTF-8."""

import socket

one, other = socket.socketpair()
with one, other:
    one.sendall("café".encode("latin-1"))
    one.shutdown(socket.SHUT_WR)
    with other.makefile("rb") as incoming:
        data = incoming.read(100)
print(data)
try:
    print(data.decode())
except UnicodeDecodeError as error:
    print(f"{type(error).__name__}:")
    print(error)
print(ascii(data.decode(errors="replace")))
print(data.decode("latin-1"))
