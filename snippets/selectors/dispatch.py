"""A selector: what is registered, and what select returns."""

import selectors
import socket


def accept():
    conn, _ = listener.accept()
    selector.register(conn, selectors.EVENT_READ, lambda: echo(conn))
    print("accepted")


def echo(conn):
    data = conn.recv(1024)
    print("received", data)
    conn.sendall(data)  # may wait: see the next program
    if not data:
        selector.unregister(conn)
        conn.close()


with (
    selectors.DefaultSelector() as selector,
    socket.create_server(("127.0.0.1", 0)) as listener,
    socket.create_connection(listener.getsockname(), 10) as client,
):
    selector.register(listener, selectors.EVENT_READ, accept)
    client.sendall(b"x")
    client.shutdown(socket.SHUT_WR)
    while True:
        for key, events in selector.select(10):
            key.data()
        if list(selector.get_map()) == [listener.fileno()]:
            break
    print("client:", client.recv(1024), client.recv(1024))
