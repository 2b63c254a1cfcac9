"""Ask twenty times in two small writes, then in two better ways."""

import socket
import statistics
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


def median_round(ask, nodelay):
    """Seconds from the first write to the whole answer."""
    client, server = connect()
    client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, nodelay)
    rounds = []
    with client, server, server.makefile("rb") as question, \
            client.makefile("rb") as answer:
        for _ in range(20):
            start = time.monotonic()
            ask(client)
            question.read(len(b"headbody"))
            server.sendall(b"answer")
            answer.read(len(b"answer"))
            rounds.append(time.monotonic() - start)
    return statistics.median(rounds)


slow = median_round(two_writes, nodelay=False)
print("two writes: more than 30 ms a question:", slow > 0.030)
for name, ask, nodelay in (
    ("one write", one_write, False),
    ("two writes, TCP_NODELAY", two_writes, True),
):
    ratio = slow / median_round(ask, nodelay)
    print(f"{name}: more than 10 times as fast:", ratio > 10)
