"""Read length-prefixed messages from peers that mean no good."""

import socket
import struct
import threading

LIMIT = 1024


def recv_exactly(sock, count):
    data = bytearray()
    while len(data) < count:
        piece = sock.recv(count - len(data))
        if not piece:
            raise EOFError(f"{len(data)} of {count} bytes came")
        data += piece
    return bytes(data)


def recv_message(sock):
    (length,) = struct.unpack("!I", recv_exactly(sock, 4))
    if length > LIMIT:
        raise ValueError(f"{length} bytes announced, limit {LIMIT}")
    return recv_exactly(sock, length)


def dribble(address, data):
    """Send single bytes; the other end may stop listening early."""
    with socket.create_connection(address, timeout=5) as sock:
        try:
            for byte in data:
                sock.sendall(bytes([byte]))
        except ConnectionError:
            pass


PEERS = {
    "one byte a send": b"\0\0\0\5hello",
    "an empty message": b"\0\0\0\0",
    "almost 4 GiB": b"\xff\xff\xff\xff",
    "stops half-way": b"\0\0\0\5hel",
    "stops in length": b"\0\0",
}

with socket.create_server(("127.0.0.1", 0)) as listener:
    for name, data in PEERS.items():
        peer = threading.Thread(
            target=dribble, args=[listener.getsockname(), data]
        )
        peer.start()
        conn, address = listener.accept()
        conn.settimeout(5)
        with conn:
            try:
                result = recv_message(conn)
            except (EOFError, OSError, ValueError) as error:
                result = f"{type(error).__name__}: {error}"
        peer.join()
        print(f"{name:16} -> {result}")
