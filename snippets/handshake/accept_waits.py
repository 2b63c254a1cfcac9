"""What accept waits for: a connection in the queue."""

import select
import socket

with socket.create_server(("127.0.0.1", 0)) as listener:
    # A non-blocking accept says when a blocking one would wait.
    listener.setblocking(False)
    try:
        listener.accept()
    except BlockingIOError:
        print("nobody has connected: accept would wait")

    address = listener.getsockname()
    with socket.create_connection(address, timeout=5) as client:
        ready, _, _ = select.select([listener], [], [], 5)
        print("a client has connected, accept need not wait:",
              ready == [listener])

        conn, peer = listener.accept()
        with conn:
            print("it hands out that client's connection:",
                  peer == client.getsockname())
        try:
            listener.accept()
        except BlockingIOError:
            print("the queue is empty again: accept would wait")
