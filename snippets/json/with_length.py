"""Send JSON with its length in bytes in front."""

import json
import socket
import struct

LIMIT = 10_000


def send_value(sock, value):
    data = json.dumps(value, ensure_ascii=False).encode()
    sock.sendall(struct.pack("!I", len(data)) + data)


def recv_value(reader):
    """Return the next value; EOFError where there is none."""
    header = reader.read(4)
    if len(header) < 4:
        raise EOFError(f"{len(header)} of 4 bytes of a length")
    (length,) = struct.unpack("!I", header)
    if length > LIMIT:
        raise ValueError(f"{length} bytes announced: too long")
    data = reader.read(length)
    if len(data) < length:
        raise EOFError(f"{len(data)} of {length} bytes of a value")
    return json.loads(data)


left, right = socket.socketpair()
with left, right, right.makefile("rb") as reader:
    right.settimeout(5)
    send_value(left, {"drink": "café"})
    send_value(left, ["粘", "包"])
    left.sendall(struct.pack("!I", 40) + b'{"cut": ')
    left.shutdown(socket.SHUT_WR)
    for _ in range(4):
        try:
            print(recv_value(reader))
        except EOFError as error:
            print("EOFError:", error)
