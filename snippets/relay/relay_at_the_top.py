"""Relay in the application layer: two connections in a row."""

import socket
import threading


def copy(source, sink):
    """Pass on one direction, to its end."""
    while data := source.recv(4096):
        sink.sendall(data)
    sink.shutdown(socket.SHUT_WR)


def relay(listener, target):
    """Join one client to the target, both ways at the same time."""
    near, _ = listener.accept()
    near.settimeout(5)
    with near, socket.create_connection(target, timeout=5) as far:
        back = threading.Thread(target=copy, args=(far, near))
        back.start()
        copy(near, far)
        back.join()


def read_all(sock):
    with sock.makefile("rb") as incoming:
        return incoming.read()


with (
    socket.create_server(("127.0.0.1", 0)) as service,
    socket.create_server(("127.0.0.1", 0)) as listener,
):
    service.settimeout(5)
    listener.settimeout(5)
    thread = threading.Thread(
        target=relay, args=(listener, service.getsockname())
    )
    thread.start()

    with socket.create_connection(listener.getsockname(), 5) as client:
        here, there = client.getsockname(), client.getpeername()
        client.sendall(b"hello")
        client.shutdown(socket.SHUT_WR)

        conn, peer = service.accept()
        with conn:
            conn.settimeout(5)
            conn.sendall(read_all(conn).upper())

        print("the client got", read_all(client))
        print("the client's peer is the service:",
              there == service.getsockname())
        print("the service's peer is the client:", peer == here)
    thread.join()
