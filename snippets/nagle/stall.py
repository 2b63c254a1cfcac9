"""Ask twenty times in two small writes, then in two better ways."""

import socket
import time


def two_writes(sock):
    sock.sendall(b"head")
    sock.sendall(b"body")


def one_write(sock):
    sock.sendall(b"head" + b"body")


def connect():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = listener.getsockname()
        client = socket.create_connection(address, timeout=10)
        server, _ = listener.accept()
    server.settimeout(10)
    return client, server


def slow_rounds(ask, nodelay):
    """How many of 20 answers took more than 30 ms to come."""
    client, server = connect()
    client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, nodelay)
    slow = 0
    with client, server, server.makefile("rb") as question, \
            client.makefile("rb") as answer:
        for _ in range(20):
            start = time.monotonic()
            ask(client)
            question.read(len(b"headbody"))
            server.sendall(b"answer")
            answer.read(len(b"answer"))
            slow += time.monotonic() - start > 0.030
    return slow


print("At least 5 of 20 questions took more than 30 ms:")
for name, ask, nodelay in (
    ("two writes", two_writes, False),
    ("one write", one_write, False),
    ("two writes, TCP_NODELAY", two_writes, True),
):
    print(f"  {name}:", slow_rounds(ask, nodelay) >= 5)
