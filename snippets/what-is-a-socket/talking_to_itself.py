"""Linux only: one TCP socket connects to itself."""

import socket

with socket.socket() as sock:
    sock.settimeout(10)
    sock.bind(("127.0.0.1", 0))
    sock.connect(sock.getsockname())
    print("own address == peer's address:",
          sock.getsockname() == sock.getpeername())

    sock.sendall(b"anybody there?")
    print("received:", sock.recv(100))

    sock.shutdown(socket.SHUT_WR)
    print("then:    ", sock.recv(100), "(end of stream)")
    listens = sock.getsockopt(
        socket.SOL_SOCKET, socket.SO_ACCEPTCONN)
    print("it ever listened:", bool(listens))
