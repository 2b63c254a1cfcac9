"""Pass on what one client sends, and what the server answers."""

import socket

SERVER = ("127.0.0.1", 25351)

with socket.create_server(("127.0.0.1", 25352)) as listener:
    near, _ = listener.accept()
    near.settimeout(5)
    with near, socket.create_connection(SERVER, 5) as far:
        for source, sink in (near, far), (far, near):
            while data := source.recv(1024):
                print("passes on", data)
                sink.sendall(data)
            sink.shutdown(socket.SHUT_WR)
