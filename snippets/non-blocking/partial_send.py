"""send takes a part of ten megabytes; sendall loses count of them."""

import socket
from concurrent.futures import ThreadPoolExecutor

DATA = bytes(10_000_000)


def count(sock):
    """How many bytes come until the end."""
    received = 0
    while piece := sock.recv(65536):
        received += len(piece)
    return received


for name in "send", "sendall":
    near, far = socket.socketpair()
    with near, far, ThreadPoolExecutor() as pool:
        near.setblocking(False)
        told = None
        try:
            told = getattr(near, name)(DATA)
        except BlockingIOError as error:
            print(f"{name}: {type(error).__name__}")
        near.shutdown(socket.SHUT_WR)
        received = pool.submit(count, far).result()
        print(f"{name}: a part was sent:", 0 < received < len(DATA))
        print(f"{name}: it told how many:", told == received)
