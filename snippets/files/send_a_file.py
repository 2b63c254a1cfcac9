"""Send a file with one call, and check what has arrived."""

import hashlib
import socket
import tempfile
from concurrent.futures import ThreadPoolExecutor


def receive(conn):
    """Read to the end; return how much it was, and its digest."""
    digest, size = hashlib.sha256(), 0
    while data := conn.recv(65536):
        digest.update(data)
        size += len(data)
    return size, digest.hexdigest()


content = bytes(range(256)) * 400
with socket.create_server(("127.0.0.1", 0)) as listener:
    address = listener.getsockname()
    client = socket.create_connection(address, timeout=5)
    conn, _ = listener.accept()

conn.settimeout(5)
with conn, tempfile.TemporaryFile() as file, \
        ThreadPoolExecutor() as pool:
    file.write(content)
    file.seek(0)
    # A file may be more than the buffers hold: read meanwhile.
    received = pool.submit(receive, conn)
    with client:
        print("sendfile returned", client.sendfile(file))
    size, digest = received.result(10)

print("bytes received:", size)
print("the same content:",
      digest == hashlib.sha256(content).hexdigest())
