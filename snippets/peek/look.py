"""Look at the first byte, then decide who shall read it."""

import socket

TLS_HANDSHAKE = b"\x16"  # what the first record of TLS begins with

with socket.create_server(("127.0.0.1", 0)) as listener:
    address = listener.getsockname()
    client = socket.create_connection(address, timeout=10)
    server, _ = listener.accept()
server.settimeout(10)
with client, server, server.makefile("rb") as lines:
    client.sendall(b"GET / HTTP/1.1\r\n")
    first = server.recv(1, socket.MSG_PEEK)
    if first == TLS_HANDSHAKE:
        print("TLS: wrap the socket")
    elif first:
        print("no TLS:", lines.readline(1000))
    else:
        print("it ended before it began")
