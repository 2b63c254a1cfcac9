"""Linux only: one TCP socket connects to itself."""

import socket

with socket.socket() as sock:
    sock.settimeout(10)
    sock.bind(("127.0.0.1", 0))
    sock.connect(sock.getsockname())
    print("own address == peer's address:",
          sock.getsockname() == sock.getpeername())

    sock.sendall(b"?")
    print("received:", sock.recv(1))

    sock.shutdown(socket.SHUT_WR)
    print("then:    ", sock.recv(1), "(end of stream)")
