"""Peers need the same protocol, not the same program."""

import socket
import struct


def write_with_struct(sock, text):
    data = text.encode()
    sock.sendall(struct.pack("!H", len(data)) + data)


def write_with_arithmetic(sock, text):
    data = bytes(text, "utf-8")
    high, low = divmod(len(data), 256)
    sock.sendall(bytes([high, low]) + data)


def write_little_endian(sock, text):
    data = text.encode()
    sock.sendall(struct.pack("<H", len(data)) + data)


def read(sock):
    """The rule: two bytes of length, high byte first; then UTF-8."""
    with sock.makefile("rb") as file:
        head = file.read(2)
        length = int.from_bytes(head, "big")
        data = file.read(length)
    if len(head) < 2 or len(data) < length:
        return f"broken: {length} bytes announced, {len(data)} came"
    return data.decode()


for write in (
    write_with_struct, write_with_arithmetic, write_little_endian,
):
    left, right = socket.socketpair()
    with left, right:
        right.settimeout(5)
        write(left, "héllo")
        left.close()
        print(f"{write.__name__:21} -> {read(right)}")
