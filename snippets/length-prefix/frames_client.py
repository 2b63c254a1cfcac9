"""Send messages whole, in single bytes, and two at once."""

import socket
import struct

LENGTH = struct.Struct("!I")


def frame(message):
    return LENGTH.pack(len(message)) + message


def recv_exactly(sock, count):
    data = bytearray()
    while len(data) < count:
        piece = sock.recv(count - len(data))
        if not piece:
            raise EOFError(f"{len(data)} of {count} bytes came")
        data += piece
    return bytes(data)


def recv_message(sock):
    (length,) = LENGTH.unpack(recv_exactly(sock, LENGTH.size))
    if length > 65536:
        raise ValueError(f"{length} bytes announced: too long")
    return recv_exactly(sock, length)


ADDRESS = ("127.0.0.1", 25440)
with (
    socket.create_connection(ADDRESS, timeout=15),  # says nothing
    socket.create_connection(ADDRESS, timeout=15) as sock,
):
    sock.sendall(frame(b"one"))
    print(recv_message(sock))

    for byte in frame(b"two"):
        sock.sendall(bytes([byte]))
    print(recv_message(sock))

    sock.sendall(frame(b"three") + frame(b""))
    print(recv_message(sock), recv_message(sock))

with socket.create_connection(ADDRESS, timeout=15) as sock:
    sock.sendall(LENGTH.pack(4_000_000_000))
    print("after 4 GB announced:", sock.recv(1))
