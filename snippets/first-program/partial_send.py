"""Not on Windows: send takes a part, sendall sees to the whole."""

import socket
import threading

MESSAGE = bytes(20_000_000)


def read_all(conn, sizes):
    conn.settimeout(10)
    while data := conn.recv(65536):
        sizes.append(len(data))


def connect(server):
    sock = socket.create_connection(server.getsockname(), timeout=10)
    conn, _ = server.accept()
    return sock, conn


with socket.create_server(("127.0.0.1", 0)) as server:
    # Nobody reads yet, so the kernel's buffers take what they can.
    sock, conn = connect(server)
    with sock, conn:
        taken = sock.send(MESSAGE)
        print("send took something:  ", taken > 0)
        print("send took everything: ", taken == len(MESSAGE))

    # sendall goes on as the reader makes room.
    sock, conn = connect(server)
    with conn:
        sizes = []
        reader = threading.Thread(target=read_all, args=[conn, sizes])
        reader.start()
        with sock:
            sock.sendall(MESSAGE)
        reader.join()
    print("sendall: all arrived: ", sum(sizes) == len(MESSAGE))
