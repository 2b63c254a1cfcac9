"""Three sends become one recv; one send becomes three."""

import socket

with socket.create_server(("127.0.0.1", 0)) as listener:
    address = listener.getsockname()
    with socket.create_connection(address, timeout=5) as client:
        client.sendall(b"one")
        client.sendall(b"two")
        client.sendall(b"three")
    conn, peer = listener.accept()
    with conn:
        # MSG_WAITALL: return when 1024 bytes or the end have come.
        data = conn.recv(1024, socket.MSG_WAITALL)
        print("3 sends, 1 recv:", data)

    with socket.create_connection(address, timeout=5) as client:
        client.sendall(b"onetwothree")
    conn, peer = listener.accept()
    with conn:
        print("1 send, 3 recvs:", end="")
        while data := conn.recv(4, socket.MSG_WAITALL):
            print("", data, end="")
        print()
