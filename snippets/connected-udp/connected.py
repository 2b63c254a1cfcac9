"""What connect changes on a UDP socket."""

import errno
import socket

with (
    socket.socket(type=socket.SOCK_DGRAM) as client,
    socket.socket(type=socket.SOCK_DGRAM) as server,
):
    server.bind(("127.0.0.1", 0))
    for sock in client, server:
        sock.settimeout(5)

    try:
        client.send(b"hello")
    except OSError as error:
        print("send before connect:", errno.errorcode[error.errno])

    # Nothing is sent here, and the server notices nothing.
    client.connect(server.getsockname())
    print("peer:", client.getpeername() == server.getsockname())
    print("own address:", client.getsockname()[0])

    client.send(b"no address here")
    data, peer = server.recvfrom(1024)
    print("server received", data)
    server.sendto(b"nor here", peer)
    print("client received", client.recv(1024))

    try:
        server.send(b"hello")
    except OSError as error:
        print("server:", errno.errorcode[error.errno])
