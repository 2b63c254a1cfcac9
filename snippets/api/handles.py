"""Make a second handle of one socket, and close the first."""

import socket

with socket.create_server(("127.0.0.1", 0)) as listener:
    address = listener.getsockname()
    client = socket.create_connection(address, timeout=5)
    first, _ = listener.accept()

second = first.dup()
with client, second, client.makefile("rb") as reader:
    print("the numbers differ:", first.fileno() != second.fileno())

    # An option set through one handle is there through the other.
    option = socket.SOL_SOCKET, socket.SO_KEEPALIVE
    first.setsockopt(*option, 1)
    print("the option is set on both:", second.getsockopt(*option) != 0)

    first.close()
    print("the closed one is now the number", first.fileno())
    second.sendall(b"the connection lives on\n")
    print("the client received", reader.readline())
