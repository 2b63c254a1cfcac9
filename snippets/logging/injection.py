"""What a peer can write into your log."""

import socket


def receive(words):
    """Send words over a connection, and return what arrives."""
    near, far = socket.socketpair()
    with near, far, far.makefile("rb") as lines:
        near.sendall(words)
        near.shutdown(socket.SHUT_WR)
        return lines.read(1000).decode(errors="replace")


NAMES = [
    b"anna",
    b"ben\n127.0.0.1 ended: logged in as root",
    b"cleo\r127.0.0.1 ended: logged in as cleo",
    b"dora\x1b[2K\x1b[1A",
    b"eric\xe2\x80\xaeerac",
]
for name in NAMES:
    text = receive(name)
    line = f"127.0.0.1 refused: no such user: {text}"
    print("lines:", len(line.splitlines()), "printable:",
          line.isprintable())
    print(f"127.0.0.1 refused: no such user: {text!r}")
print("as it stands in the file:")
print(f"127.0.0.1 refused: no such user: {receive(NAMES[1])}")
