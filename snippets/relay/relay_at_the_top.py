"""Relay in the application layer: two connections in a row."""

import socket
import threading


def relay(listener, target):
    """Pass one client's bytes to the target, and the answer back."""
    near, _ = listener.accept()
    with near, socket.create_connection(target, timeout=5) as far:
        near.settimeout(5)
        for source, sink in ((near, far), (far, near)):
            while data := source.recv(1024):
                sink.sendall(data)
            sink.shutdown(socket.SHUT_WR)


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
            request = b""
            while data := conn.recv(1024):
                request += data
            conn.sendall(request.upper())

        answer = b""
        while data := client.recv(1024):
            answer += data
        print("the client got", answer)
        print("the client's peer is the service:",
              there == service.getsockname())
        print("the service's peer is the client:", peer == here)
    thread.join()
