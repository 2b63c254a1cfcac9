"""Two servers, one after the other, on a listener that stays open.

Not on Windows: there no descriptors are passed on.
"""

import socket
import subprocess
import sys

SERVER = """
import socket, sys
with socket.socket(fileno=int(sys.argv[1])) as listener:
    listener.settimeout(10)
    for _ in range(2):
        conn, _ = listener.accept()
        with conn:
            conn.settimeout(10)
            question = conn.recv(100)
            conn.sendall(sys.argv[2].encode() + b": " + question)
"""


def start(generation):
    number = listener.fileno()
    return subprocess.Popen(
        [sys.executable, "-c", SERVER, str(number), generation],
        pass_fds=[number])


def connect(question):
    client = socket.create_connection(address, timeout=10)
    client.sendall(question)
    return client


def hear(client):
    with client, client.makefile("rb") as answers:
        return answers.read(100)


with socket.create_server(("127.0.0.1", 0)) as listener:
    address = listener.getsockname()
    with start("the old one"):
        for question in b"1", b"2":
            print(hear(connect(question)))
    print("the old one has ended")
    clients = [connect(question) for question in (b"3", b"4")]
    print("two clients have connected")
    with start("the new one"):
        for client in clients:
            print(hear(client))
