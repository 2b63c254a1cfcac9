"""Write into a file of a socket, and see when it is sent.

Shows what one recv returns.
"""

import socket


def arrived(sock):
    try:
        return sock.recv(1024)
    except TimeoutError:
        return "nothing"


left, right = socket.socketpair()
with left, right:
    right.settimeout(0.2)
    with left.makefile("wb") as writer:
        writer.write(b"one\n")
        print("after write:", arrived(right))
        writer.flush()
        print("after flush:", arrived(right))
        writer.write(b"two\n")
    print("after close:", arrived(right))

    # For a file on disk, buffering=1 means: flush at each newline.
    with left.makefile("w", buffering=1, encoding="utf-8") as writer:
        print("three", file=writer)
        print("after print:", arrived(right))
        print("four", file=writer, flush=True)
        print("with flush: ", arrived(right))
