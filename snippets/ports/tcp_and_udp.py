"""One number, two ports: TCP and UDP each have their own."""

import errno
import socket

with (socket.create_server(("127.0.0.1", 0)) as tcp,
      socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp):
    address = tcp.getsockname()
    udp.bind(address)
    udp.settimeout(10)
    print("same address, same number:",
          tcp.getsockname() == udp.getsockname())

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.sendto(b"a datagram", address)
    with socket.create_connection(address, timeout=10) as client:
        client.sendall(b"a stream")

    conn, _ = tcp.accept()
    with conn:
        conn.settimeout(10)
        received = b""
        while data := conn.recv(100):
            received += data
    print("the TCP port received", received)
    print("the UDP port received", udp.recv(100))

    # The same protocol, address and number once more: refused.
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as second:
        try:
            second.bind(address)
            print("a second UDP socket got the port too")
        except OSError as error:
            print("a second UDP socket: address in use:",
                  error.errno == errno.EADDRINUSE)
