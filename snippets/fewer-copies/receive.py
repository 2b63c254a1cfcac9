"""Receive a message of known length in three ways; count memory."""

import socket
import tracemalloc
from threading import Thread

SIZE = 4_000_000


def parts_and_join(sock):
    parts, missing = [], SIZE
    while missing and (part := sock.recv(min(65536, missing))):
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)


def add_to_bytearray(sock):
    data = bytearray()
    while len(data) < SIZE and (
            part := sock.recv(min(65536, SIZE - len(data)))):
        data += part
    return data


def into_place(sock):
    data = bytearray(SIZE)
    rest = memoryview(data)
    while rest and (size := sock.recv_into(rest)):
        rest = rest[size:]
    return data


message = b"x" * SIZE
for receive in parts_and_join, add_to_bytearray, into_place:
    sender, reader = socket.socketpair()
    with sender, reader:
        thread = Thread(target=sender.sendall, args=[message])
        thread.start()
        tracemalloc.start()
        whole = receive(reader) == message
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        thread.join()
    print(f"{receive.__name__}: whole: {whole},",
          f"memory at the peak: {peak / SIZE:.0f} messages")
