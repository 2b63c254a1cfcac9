"""Answer one caller in capitals."""

import socket

with socket.create_server(("127.0.0.1", 25351)) as listener:
    conn, _ = listener.accept()
    conn.settimeout(5)
    with conn:
        while data := conn.recv(1024):
            print("received", data)
            conn.sendall(data.upper())
