"""Read 64 KiB that have arrived, by recv of several sizes.

Linux only: elsewhere fewer bytes may wait. Shows what one recv
returns.
"""

import socket
import tracemalloc

SIZE = 64 * 1024

for most in 1024, 4096, 65536, 16 * 1024 * 1024:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = listener.getsockname()
        with socket.create_connection(address) as sender:
            reader, _ = listener.accept()
            sender.sendall(bytes(SIZE))
    with reader:
        # Look, wait for all of it, and leave it there.
        reader.recv(SIZE, socket.MSG_PEEK | socket.MSG_WAITALL)
        tracemalloc.start()
        calls = 0
        while reader.recv(most):
            calls += 1
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    print(f"recv({most}): {calls} times,",
          f"{peak / 2**20:.1f} MiB of memory at the peak")
