"""Not on Windows: talk to a port that nobody has opened."""

import socket

# No program here opens it, and it is below the ports that Linux,
# macOS and Windows hand out, unless they are told otherwise.
NOBODY = ("127.0.0.1", 25124)

try:
    socket.create_connection(NOBODY, timeout=5)
except ConnectionRefusedError:
    print("TCP: connect raised ConnectionRefusedError")

with socket.socket(type=socket.SOCK_DGRAM) as sock:
    for word in (b"hello", b"anybody?"):
        count = sock.sendto(word, NOBODY)
        print(f"UDP: sendto returned {count}: no error")

with socket.socket(type=socket.SOCK_DGRAM) as sock:
    sock.settimeout(5)
    sock.connect(NOBODY)
    print("UDP: connect returned")
    print("UDP: send returned", sock.send(b"hello"))
    try:
        sock.recv(1024)
    except ConnectionRefusedError:
        print("UDP: the next call raised ConnectionRefusedError")
