"""Wrong on purpose: both ends send first and mean to read later."""

import socket
from concurrent.futures import ThreadPoolExecutor

# More than the buffers of both ends hold.
BLOCK, BLOCKS = bytes(65536), 800


def talk(sock):
    """Send all, then read all; say how far that went."""
    sock.settimeout(2)
    try:
        for _ in range(BLOCKS):
            sock.sendall(BLOCK)
        sock.shutdown(socket.SHUT_WR)
    except TimeoutError:
        return "stuck in sendall, never came to recv"
    received = 0
    while data := sock.recv(65536):
        received += len(data)
    return f"received {received} bytes"


with socket.create_server(("127.0.0.1", 0)) as listener:
    client = socket.create_connection(listener.getsockname(), timeout=5)
    server, _ = listener.accept()
with client, server, ThreadPoolExecutor(2) as pool:
    results = pool.map(talk, (client, server))
    for name, result in zip(("client", "server"), results):
        print(f"{name}: {result}")
