"""Ask the kernel to hold a connection back until data has come.

Linux only: TCP_DEFER_ACCEPT.
"""

import select
import socket

with socket.create_server(("127.0.0.1", 0)) as listener:
    # For three seconds at most, or so.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_DEFER_ACCEPT, 3)
    address = listener.getsockname()
    with socket.create_connection(address, timeout=5) as client:
        # The listener is readable when accept need not wait.
        ready, _, _ = select.select([listener], [], [], 0.1)
        client.sendall(b"hello")
        print("connected; accept need not wait:", bool(ready))

        ready, _, _ = select.select([listener], [], [], 5)
        print("5 bytes sent; accept need not wait:", bool(ready))
        with listener.accept()[0] as conn:
            print("the first byte:", conn.recv(1))
