"""Ask the kernel to hold a connection back until data has come.

Linux only: TCP_DEFER_ACCEPT.
"""

import select
import socket

with socket.create_server(("127.0.0.1", 0)) as listener:
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_DEFER_ACCEPT, 5)
    address = listener.getsockname()
    with socket.create_connection(address, timeout=5) as client:
        print("connect returned: three segments have crossed")

        ready, _, _ = select.select([listener], [], [], 0.2)
        print("a connection waits for accept:", bool(ready))

        client.sendall(b"hello")
        print("the client has sent 5 bytes")

        ready, _, _ = select.select([listener], [], [], 5)
        print("a connection waits for accept:", bool(ready))
        listener.accept()[0].close()
