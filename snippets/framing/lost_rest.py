"""Wrong on purpose: two ways to read a line that lose the next one.

Shows what one recv returns.
"""

import socket


def until_the_end_of_data(sock):
    data = b""
    while not data.endswith(b"\n"):
        data += sock.recv(1024)
    return data


def without_the_rest(sock):
    data = b""
    while b"\n" not in data:
        data += sock.recv(1024)
    return data.split(b"\n")[0]


for read_line in until_the_end_of_data, without_the_rest:
    print(read_line.__name__)
    for sent in b"one\ntwo\n", b"one\ntw":
        left, right = socket.socketpair()
        with left, right:
            left.sendall(sent)
            right.settimeout(0.2)
            try:
                for _ in range(2):
                    print(f"  {sent}:", read_line(right))
            except TimeoutError:
                print(f"  {sent}: timed out, waits for more")
