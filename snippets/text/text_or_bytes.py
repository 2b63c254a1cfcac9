"""Give text where bytes are wanted, and bytes where text is."""

import socket


def attempt(what, function):
    try:
        print(f"{what}: {function()!r}")
    except (TypeError, UnicodeError, AttributeError) as error:
        message = f"{type(error).__name__}: {error}"
        print(f"{what}:", *message.split(": "), sep="\n   ")


left, right = socket.socketpair()
with left, right:
    attempt('sendall("hi")', lambda: left.sendall("hi"))
    attempt('b"a" + "b"', lambda: b"a" + "b")
    attempt('bytes("hi")', lambda: bytes("hi"))
    attempt('"quit" == b"quit"', lambda: "quit" == b"quit")
    attempt('str(b"hi")', lambda: str(b"hi"))
    attempt('"hi".encode()', lambda: "hi".encode())
    attempt('b"hi".decode()', lambda: b"hi".decode())
    attempt('b"caf\\xe9".decode()', lambda: b"caf\xe9".decode())
    attempt('"café".encode("ascii")', lambda: "café".encode("ascii"))
