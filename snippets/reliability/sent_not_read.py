"""Send an order and close; whoever was to read it never does."""

import socket

ORDER = b"an order for tea\n"

with socket.create_server(("127.0.0.1", 0)) as listener:
    address = listener.getsockname()

    with socket.create_connection(address, timeout=10) as client:
        client.sendall(ORDER)
    print("sendall and close have returned; no exception")
    listener.accept()[0].close()
    print("the server has closed without reading one byte")

    with socket.create_connection(address, timeout=10) as client:
        client.sendall(ORDER)
        listener.accept()[0].close()
        print("the second client waits for an answer")
        try:
            answer = client.recv(1024)
        except ConnectionError:
            answer = b""
        print("it knows that the order is confirmed:", bool(answer))
