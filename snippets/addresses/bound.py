"""Bind, and see whether that is enough to be reached.

Linux only: macOS refuses nothing here, and does not answer.
"""

import socket


def attempt(address):
    try:
        socket.create_connection(address, timeout=5).close()
        return "connected"
    except ConnectionRefusedError:
        return "refused"


with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
    udp.bind(("127.0.0.1", 0))
    udp.settimeout(5)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.sendto(b"hello", udp.getsockname())
    print("UDP, bound:             received", udp.recv(1024))

with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as tcp:
    tcp.bind(("127.0.0.1", 0))
    print("TCP, bound:            ", attempt(tcp.getsockname()))
    tcp.listen()
    print("TCP, bound, listening: ", attempt(tcp.getsockname()))
