"""Read a connection line by line, as one reads a file."""

import socket

with socket.create_server(("127.0.0.1", 0)) as listener:
    address = listener.getsockname()
    client = socket.create_connection(address, timeout=5)
    conn, _ = listener.accept()

conn.settimeout(5)
with client, conn, conn.makefile("rb") as reader:
    # The pieces that are sent are not the lines that are read.
    for piece in b"one\ntw", b"o\nthr", b"ee\nand no", b" end":
        client.sendall(piece)
    client.shutdown(socket.SHUT_WR)

    # The limit bounds what a peer can make us hold.
    while line := reader.readline(100):
        kind = "line: " if line.endswith(b"\n") else "piece:"
        print(kind, line)
    print("seekable:", reader.seekable())
