"""Count the sockets that have one and the same address."""

import socket

with (
    socket.create_server(("127.0.0.1", 0)) as listener,
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp,
):
    address = listener.getsockname()
    udp.bind(address)
    sockets = {"listening": listener, "UDP": udp}
    clients = []
    for number in 1, 2:
        clients.append(socket.create_connection(address, timeout=5))
        sockets[f"connection {number}"], _ = listener.accept()

    for name, sock in sockets.items():
        with sock:
            print(f"{name:12} has that address:",
                  sock.getsockname() == address)
    for client in clients:
        client.close()
