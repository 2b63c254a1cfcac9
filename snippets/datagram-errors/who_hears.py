"""The same datagram to nobody, from a socket without a peer.

Linux only: there such a socket can ask for its errors, IP_RECVERR.
"""

import socket

IP_RECVERR = 11  # from linux/in.h; Python has it from 3.14 on

with socket.socket(type=socket.SOCK_DGRAM) as server:
    server.bind(("127.0.0.1", 0))
    address = server.getsockname()

for option in 0, 1:
    with socket.socket(type=socket.SOCK_DGRAM) as sock:
        sock.setsockopt(socket.IPPROTO_IP, IP_RECVERR, option)
        sock.settimeout(0.2)
        print(f"IP_RECVERR {option}:")
        print("  sendto:", sock.sendto(b"hello", address))
        try:
            sock.recvfrom(100)
        except OSError as error:
            print(f"  recvfrom: {type(error).__name__}: {error}")
