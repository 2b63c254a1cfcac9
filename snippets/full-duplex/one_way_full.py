"""Fill one direction of a connection; the other one still flows."""

import select
import socket

BLOCK, BLOCKS = bytes(65536), 100

with socket.create_server(("127.0.0.1", 0)) as listener:
    client = socket.create_connection(listener.getsockname(), timeout=5)
    server, _ = listener.accept()
with client, server:
    # The server never reads, so this direction comes to a stop.
    client.setblocking(False)
    while select.select([], [client], [], 0.5)[1]:
        try:
            client.send(BLOCK)  # as much as there is room for
        except BlockingIOError:
            pass
    print("client to server: stopped, nobody reads there")

    received = 0
    client.settimeout(5)
    server.settimeout(5)
    for _ in range(BLOCKS):
        server.sendall(BLOCK)
        wanted = len(BLOCK)
        while wanted and (data := client.recv(wanted)):
            wanted -= len(data)
            received += len(data)
    print("server to client:", received, "bytes came through")
    room = select.select([], [client], [], 0)[1]
    print("client to server: still stopped:", room == [])
