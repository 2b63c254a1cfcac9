"""Wrong on purpose: both ends send first and mean to read later."""

import socket
import threading

# More than the buffers of both ends will ever hold.
BLOCK, BLOCKS = bytes(65536), 800


def talk(name, sock, results):
    sock.settimeout(2)
    try:
        for _ in range(BLOCKS):
            sock.sendall(BLOCK)
        received = 0
        while data := sock.recv(65536):
            received += len(data)
        results[name] = f"received {received} bytes"
    except TimeoutError:
        results[name] = "stuck in sendall, never came to recv"


with socket.create_server(("127.0.0.1", 0)) as listener:
    client = socket.create_connection(listener.getsockname(), timeout=5)
    server, _ = listener.accept()
results = {}
with client, server:
    threads = [
        threading.Thread(target=talk, args=("client", client, results)),
        threading.Thread(target=talk, args=("server", server, results)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
for name in "client", "server":
    print(f"{name}: {results[name]}")
