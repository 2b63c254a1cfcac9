"""What accept waits for: a finished connection, nothing else."""

import select
import socket

with socket.create_server(("127.0.0.1", 0)) as listener:
    # A non-blocking accept says what a blocking one would wait for.
    listener.setblocking(False)
    try:
        listener.accept()
    except BlockingIOError:
        print("nobody has connected: accept would wait")

    address = listener.getsockname()
    with socket.create_connection(address, timeout=5) as client:
        select.select([listener], [], [], 5)
        print("one connection is finished: accept need not wait")

        conn, peer = listener.accept()
        with conn:
            print("it belongs to our client:",
                  peer == client.getsockname())
        try:
            listener.accept()
        except BlockingIOError:
            print("the queue is empty again: accept would wait")
