"""Seven silent clients, and three more from two addresses.

Linux only: elsewhere 127.0.0.2 has to be set up first.
"""

import socket
from contextlib import ExitStack

ADDRESS = ("127.0.0.1", 25842)


def connect(host):
    return stack.enter_context(socket.create_connection(
        ADDRESS, timeout=15, source_address=(host, 0)))


def ask(sock, words):
    with sock.makefile("rb") as answers:
        sock.sendall(words)
        return answers.readline(100)


with ExitStack() as stack:
    for _ in range(7):
        connect("127.0.0.1")  # and say nothing
    eighth = connect("127.0.0.1")
    print("number 8 from 127.0.0.1 hears", ask(eighth, b"1 2 3\n"))
    other = connect("127.0.0.2")
    print("number 1 from 127.0.0.2 hears", ask(other, b"40 2\r\n"))
    print("and", ask(other, b"one\n"))
