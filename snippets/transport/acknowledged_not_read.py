"""Linux only: the kernel acknowledges bytes that no program reads."""

import fcntl
import socket
import struct
import termios
import time


def unacknowledged(sock):
    answer = fcntl.ioctl(sock, termios.TIOCOUTQ, bytes(4))
    return struct.unpack("i", answer)[0]


listener = socket.create_server(("127.0.0.1", 0))
address = listener.getsockname()
with socket.create_connection(address, timeout=5) as client:
    client.sendall(b"an order for tea")
    print("sendall returned")

    deadline = time.monotonic() + 5
    while unacknowledged(client) and time.monotonic() < deadline:
        pass
    print("bytes not yet acknowledged:", unacknowledged(client))

    # The server goes away; it never called accept, let alone recv.
    listener.close()
    try:
        client.recv(1024)
    except ConnectionResetError:
        print("ConnectionResetError: nobody read the order")
