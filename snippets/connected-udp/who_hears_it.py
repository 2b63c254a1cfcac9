"""Not on Windows: who hears that nobody is at a port?"""

import socket

NOBODY = ("127.0.0.1", 25521)


def wait(sock):
    sock.settimeout(0.2)
    try:
        return sock.recv(1024)
    except (TimeoutError, ConnectionRefusedError) as error:
        return f"{type(error).__name__}: {error}"


with socket.socket(type=socket.SOCK_DGRAM) as sock:
    sock.sendto(b"hello", NOBODY)
    print("not connected:", wait(sock))

with socket.socket(type=socket.SOCK_DGRAM) as sock:
    sock.connect(NOBODY)
    sock.send(b"hello")
    print("connected:    ", wait(sock))
    print("and then:     ", wait(sock))
