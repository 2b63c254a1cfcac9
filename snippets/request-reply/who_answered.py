"""A stranger answers first: look at the id and at the address."""

import secrets
import socket

with (
    socket.socket(type=socket.SOCK_DGRAM) as client,
    socket.socket(type=socket.SOCK_DGRAM) as server,
    socket.socket(type=socket.SOCK_DGRAM) as stranger,
):
    for sock in client, server, stranger:
        sock.bind(("127.0.0.1", 0))
        sock.settimeout(5)

    request_id = secrets.token_bytes(8)
    client.sendto(request_id + b"the price?", server.getsockname())
    request, peer = server.recvfrom(1024)

    # Two replies come before the right one: of somebody who knows
    # where the client is, and of somebody who has seen the request.
    guess = bytes(8)
    stranger.sendto(guess + b"a guess", client.getsockname())
    stranger.sendto(request[:8] + b"a copy", client.getsockname())
    server.sendto(request[:8] + b"42", peer)

    for _ in range(3):
        reply, sender = client.recvfrom(1024)
        print(f"{reply[8:]!r:10}",
              "our id:", str(reply[:8] == request_id) + ",",
              "our server:", sender == server.getsockname())
