"""Close a socket while a file of it is open."""

import socket


def heard(sock):
    try:
        return sock.recv(1024)
    except TimeoutError:
        return "nothing, no end either"


with socket.create_server(("127.0.0.1", 0)) as listener:
    client = socket.create_connection(listener.getsockname(), timeout=5)
    conn, _ = listener.accept()

with client, conn:
    client.settimeout(0.2)
    conn.settimeout(5)
    reader = conn.makefile("rb")
    conn.close()
    print("the socket is closed; the client hears", heard(client))
    client.sendall(b"still there?\n")
    print("the file reads", reader.readline())
    reader.close()
    print("the file is closed; the client hears", heard(client))
