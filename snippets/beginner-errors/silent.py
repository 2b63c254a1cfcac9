"""Mistakes that raise nothing, and what they do instead."""

import socket

one, other = socket.socketpair()
with other:
    one.sendall(b"quit")
    data = b""
    while len(data) < 4:
        data += other.recv(4 - len(data))
    print('data == "quit":', data == "quit")
    print('data.decode() == "quit":', data.decode() == "quit")

    print("sent by str(data).encode():", str(data).encode())
    print(f"in an f-string: {data}")

    one.close  # without brackets: names the method, calls nothing
    print("closed by one.close:", one.fileno() == -1)
    one.close()
    print("closed by one.close():", one.fileno() == -1)
