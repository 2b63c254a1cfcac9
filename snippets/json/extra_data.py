"""Wrong on purpose: it parses whatever one recv returns.

Shows what one recv returns.
"""

import json
import socket


def receive(sock):
    data = sock.recv(1024)
    try:
        return json.loads(data)
    except json.JSONDecodeError as error:
        return f"{type(error).__name__}: {error}"


left, right = socket.socketpair()
with left, right:
    left.sendall(json.dumps({"n": 1}).encode())
    print(receive(right))

    left.sendall(json.dumps({"n": 1}).encode())
    left.sendall(json.dumps({"n": 2}).encode())
    print(receive(right))

    left.sendall(b'{"name": "mi')
    print(receive(right))
    left.sendall(b'lk"}')
    print(receive(right))

    left.shutdown(socket.SHUT_WR)
    print(receive(right))
