"""Both ends send much and read at the same time: no deadlock."""

import socket
from concurrent.futures import ThreadPoolExecutor

BLOCK, BLOCKS = bytes(65536), 800


def send(sock):
    for _ in range(BLOCKS):
        sock.sendall(BLOCK)
    sock.shutdown(socket.SHUT_WR)


def read(sock):
    received = 0
    while data := sock.recv(65536):
        received += len(data)
    return received


with socket.create_server(("127.0.0.1", 0)) as listener:
    client = socket.create_connection(listener.getsockname(), timeout=5)
    server, _ = listener.accept()
with client, server, ThreadPoolExecutor(4) as pool:
    server.settimeout(5)
    # A reader for each end, beside its sender.
    readers = {"client": pool.submit(read, client),
               "server": pool.submit(read, server)}
    senders = [pool.submit(send, sock) for sock in (client, server)]
    for sender in senders:
        sender.result()
    for name, reader in readers.items():
        print(f"{name}: received {reader.result()} bytes")
