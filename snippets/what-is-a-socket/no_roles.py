"""Two connected sockets of which neither is server or client."""

import socket

left, right = socket.socketpair()
with left, right:
    left.settimeout(10)
    right.settimeout(10)

    # Both send before either has received anything.
    left.sendall(b"from the left")
    right.sendall(b"from the right")
    print("left received ", left.recv(100))
    print("right received", right.recv(100))

    for name, sock in [("left", left), ("right", right)]:
        listens = sock.getsockopt(
            socket.SOL_SOCKET, socket.SO_ACCEPTCONN)
        print(name, "ever listened:", bool(listens))
