"""Send the same two words as datagrams and as a stream."""

import socket

LOCAL = ("127.0.0.1", 0)

with (
    socket.socket(type=socket.SOCK_DGRAM) as receiver,
    socket.socket(type=socket.SOCK_DGRAM) as sender,
):
    receiver.bind(LOCAL)
    receiver.settimeout(5)
    sender.sendto(b"hello", receiver.getsockname())
    sender.sendto(b"world", receiver.getsockname())
    print("datagram:", receiver.recv(1024))
    print("datagram:", receiver.recv(1024))

with socket.create_server(LOCAL) as listener:
    client = socket.create_connection(listener.getsockname(), timeout=5)
    with client:
        client.sendall(b"hello")
        client.sendall(b"world")
    conn, peer = listener.accept()
    with conn:
        stream = b""
        while data := conn.recv(1024):
            stream += data
        print("stream:  ", stream)
