"""Wrong on purpose: the pseudo-code's arguments, taken literally."""

import socket


def attempt(text, call, *args, **kwargs):
    try:
        call(*args, **kwargs)
        print(f"{text}: accepted")
    except TypeError as error:
        print(f"{text}: TypeError")
        print("  ", error)


with socket.create_server(("127.0.0.1", 0)) as server:
    host, port = server.getsockname()

    attempt('socket(type="TCP")', socket.socket, type="TCP")
    with socket.socket(type=socket.SOCK_STREAM) as sock:
        sock.settimeout(10)
        attempt("connect(host, port)", sock.connect, host, port)
        attempt("connect((host, text))",
                sock.connect, (host, str(port)))
        attempt("connect((host, number))",
                sock.connect, (host, port))
        attempt("send(text)", sock.send, "Hello, world!")
        attempt("send(bytes)", sock.send, b"Hello, world!")
