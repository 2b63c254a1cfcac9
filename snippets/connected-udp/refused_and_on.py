"""Not on Windows: an error comes back, and the socket goes on."""

import socket

ADDRESS = ("127.0.0.1", 25520)  # nobody is there at first

with (
    socket.socket(type=socket.SOCK_DGRAM) as client,
    socket.socket(type=socket.SOCK_DGRAM) as server,
):
    for sock in client, server:
        sock.settimeout(5)
    client.connect(ADDRESS)

    print("send returned", client.send(b"one"))
    try:
        client.recv(1024)
    except ConnectionRefusedError as error:
        print("recv:", error)

    # The error of this datagram waits; the next call takes it, and
    # sends nothing.
    client.send(b"two")
    try:
        client.send(b"three")
    except ConnectionRefusedError as error:
        print("send:", error)

    server.bind(ADDRESS)
    client.send(b"four")
    data, peer = server.recvfrom(1024)
    server.sendto(b"you are here", peer)
    print("server received", data)
    print("client received", client.recv(1024))
