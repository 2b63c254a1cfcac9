"""End one direction of a connection and go on using the other."""

import socket

with socket.create_server(("127.0.0.1", 0)) as listener:
    address = listener.getsockname()
    client = socket.create_connection(address, timeout=5)
    conn, _ = listener.accept()
    conn.settimeout(5)

with client, conn:
    client.sendall(b"one two three")
    # "That was my whole question": a FIN, while reading stays open.
    client.shutdown(socket.SHUT_WR)

    question = b""
    while data := conn.recv(1024):
        question += data
    print("server: the question is complete:", question)

    conn.sendall(f"{len(question.split())} words".encode())
    conn.shutdown(socket.SHUT_WR)

    answer = b""
    while data := client.recv(1024):
        answer += data
    print("client: the answer is complete:", answer)

    try:
        client.sendall(b"four")
    except OSError as error:
        print("client: sending now raises", type(error).__name__)
