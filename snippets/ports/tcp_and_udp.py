"""One number, two ports: TCP and UDP each have their own."""

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
        print("the TCP port received", conn.recv(100))
    print("the UDP port received", udp.recv(100))

    # The same protocol, address and number once more: refused.
    try:
        with socket.socket(socket.AF_INET,
                           socket.SOCK_DGRAM) as second:
            second.bind(address)
            print("a second UDP socket got the port too")
    except OSError:
        print("a second UDP socket did not get the port")
