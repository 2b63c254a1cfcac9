"""Send without having asked for an address; look at what came.

Not on Windows: Python has no Unix sockets there.
"""

import os
import socket
import tempfile

UDP = socket.AF_INET, socket.SOCK_DGRAM
UNIX = socket.AF_UNIX, socket.SOCK_DGRAM

with socket.socket(*UDP) as receiver, socket.socket(*UDP) as sender:
    receiver.bind(("127.0.0.1", 0))
    receiver.settimeout(5)
    sender.settimeout(5)
    print("UDP, a port before the first send:",
          sender.getsockname()[1] != 0)
    sender.sendto(b"hello", receiver.getsockname())
    own_port = sender.getsockname()[1]
    print("UDP, a port after it:", own_port != 0)

    data, origin = receiver.recvfrom(1024)
    print("UDP, the receiver sees that port:", origin[1] == own_port)
    receiver.sendto(b"an answer", origin)
    print("UDP, the sender received", sender.recv(1024))

with (
    tempfile.TemporaryDirectory() as folder,
    socket.socket(*UNIX) as receiver,
    socket.socket(*UNIX) as sender,
):
    path = os.path.join(folder, "name")
    receiver.bind(path)
    receiver.settimeout(5)
    sender.sendto(b"hello", path)
    data, origin = receiver.recvfrom(1024)
    print("Unix, the receiver got", data)
    print("Unix, an address to answer to:", bool(origin))
