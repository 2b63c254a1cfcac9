"""A relay changes data between two faultless TCP connections."""

import hashlib
import socket
import struct
import threading


def internet_checksum(data):
    """RFC 1071: the complement of the sum of the 16-bit words."""
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total > 0xFFFF:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def receive(listener):
    listener.settimeout(5)
    conn, peer = listener.accept()
    conn.settimeout(5)
    with conn, conn.makefile("rb") as stream:
        return stream.read(1000)


def send(address, data):
    with socket.create_connection(address, timeout=5) as sock:
        sock.sendall(data)


def relay():
    data = receive(near)
    # A fault in the relay's memory: two 16-bit words change places.
    send(far.getsockname(), data[:4] + data[6:8] + data[4:6] + data[8:])


original = b"pay 1200 to account 17"
with (
    socket.create_server(("127.0.0.1", 0)) as near,
    socket.create_server(("127.0.0.1", 0)) as far,
):
    middle = threading.Thread(target=relay)
    middle.start()
    send(near.getsockname(), original)
    arrived = receive(far)
    middle.join()

print("sent:   ", original)
print("arrived:", arrived)
for name, check in (
    ("length", len),
    ("Internet checksum", internet_checksum),
    ("SHA-256", lambda data: hashlib.sha256(data).digest()),
):
    print(f"{name} equal:", check(original) == check(arrived))
