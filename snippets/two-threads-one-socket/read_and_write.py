"""One thread writes to a connection while another reads from it."""

import socket
import threading

SIZE = 5_000_000  # bytes, more than the buffers between them hold


def echo(listener):
    conn, _ = listener.accept()
    with conn:
        while data := conn.recv(65536):
            conn.sendall(data)


def write(sock):
    sock.sendall(b"x" * SIZE)
    sock.shutdown(socket.SHUT_WR)


with socket.create_server(("127.0.0.1", 0)) as listener:
    server = threading.Thread(target=echo, args=[listener])
    server.start()
    sock = socket.create_connection(listener.getsockname(), timeout=10)
    with sock:
        writer = threading.Thread(target=write, args=[sock])
        writer.start()
        received = 0
        while data := sock.recv(65536):
            received += len(data)
        writer.join()
    server.join()
print("sent by one thread:        ", SIZE)
print("received in the other one: ", received)
