"""Not on Windows: talk to a port that nobody has opened."""

import socket

# The kernel hands out a port that is free, and gets it back.
with socket.socket(type=socket.SOCK_DGRAM) as probe:
    probe.bind(("127.0.0.1", 0))
    nobody = probe.getsockname()

try:
    socket.create_connection(nobody, timeout=5)
except ConnectionRefusedError:
    print("TCP: connect raised ConnectionRefusedError")

with socket.socket(type=socket.SOCK_DGRAM) as sock:
    for word in (b"hello", b"anybody?"):
        count = sock.sendto(word, nobody)
        print(f"UDP: sendto returned {count}: no error")

with socket.socket(type=socket.SOCK_DGRAM) as sock:
    sock.settimeout(5)
    sock.connect(nobody)
    print("UDP: connect returned: nothing was sent")
    print("UDP: send returned", sock.send(b"hello"))
    try:
        sock.recv(1024)
    except ConnectionRefusedError:
        print("UDP: the next call raised ConnectionRefusedError")
