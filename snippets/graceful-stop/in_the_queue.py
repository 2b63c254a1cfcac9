"""Close a listener while two clients are in its queue."""

import socket

with socket.create_server(("127.0.0.1", 0)) as listener:
    address = listener.getsockname()
    clients = [socket.create_connection(address, timeout=10)
               for _ in range(3)]
    conn, _ = listener.accept()
    clients[1].sendall(b"1 2 3\n")
print("the listener is closed")

with conn:
    conn.sendall(b"still here\n")
    for number, client in enumerate(clients, 1):
        with client, client.makefile("rb") as answers:
            try:
                print(f"client {number}:", answers.readline(100))
            except ConnectionResetError as error:
                print(f"client {number}:", error)
    try:
        socket.create_connection(address, timeout=10)
    except ConnectionRefusedError as error:
        print("a fourth:", error)
