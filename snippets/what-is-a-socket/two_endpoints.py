"""A connection is a pair of sockets; here both are in one process."""

import socket

with socket.create_server(("127.0.0.1", 0)) as listener:
    address = listener.getsockname()
    a = socket.create_connection(address, timeout=10)
    b, _ = listener.accept()
    with a, b:
        b.settimeout(10)
        print("a's own address is b's peer:",
              a.getsockname() == b.getpeername())
        print("b's own address is a's peer:",
              b.getsockname() == a.getpeername())

        a.sendall(b"!")
        print("in at a: b'!', out at b:", b.recv(1))

        # The third socket made the connection possible.
        # It is not an end of it, nor of any other.
        try:
            print("the listening socket's peer:",
                  listener.getpeername())
        except OSError:
            print("the listening socket's peer: none")
