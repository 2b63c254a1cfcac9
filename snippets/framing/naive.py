"""Wrong on purpose: it takes each recv for one message.

Shows what one recv returns.
"""

import socket

left, right = socket.socketpair()
with left, right:
    left.sendall(b"pay 100")
    print("one message: ", right.recv(1024))

    left.sendall(b"pay 100")
    left.sendall(b"pay 250")
    print("two messages:", right.recv(1024))

    left.sendall(b"pay 1")  # and the rest is still on its way
    print("a part of it:", right.recv(1024))
    left.sendall(b"00")
    print("its rest:    ", right.recv(1024))
