"""Answer a DNS question over UDP, as far as it fits, and over TCP."""

import socket
import struct

QUESTION = b"\x07example\x03com\0" + struct.pack("!HH", 16, 1)
TEXTS = [bytes([letter]) * 200 for letter in b"abc"]


def answer(query, limit):
    """Return the whole answer, or a truncated one if it is too long."""
    if len(query) < 12 or query[12:] != QUESTION:
        return None
    records = b""
    for text in TEXTS:
        # c0 0c: "the name at byte 12"; type TXT, class IN, 60 s.
        records += struct.pack("!HHHIH", 0xC00C, 16, 1, 60, 201)
        records += bytes([len(text)]) + text
    counts = struct.pack("!HHHH", 1, len(TEXTS), 0, 0)
    whole = query[:2] + b"\x84\x00" + counts + QUESTION + records
    if len(whole) <= limit:
        return whole
    # 0x02 is TC: the answer is truncated, ask again over TCP.
    counts = struct.pack("!HHHH", 1, 0, 0, 0)
    return query[:2] + b"\x86\x00" + counts + QUESTION


with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
    udp.bind(("127.0.0.1", 25331))
    with socket.create_server(("127.0.0.1", 25331)) as tcp:
        query, peer = udp.recvfrom(512)
        if reply := answer(query, limit=512):
            udp.sendto(reply, peer)
            print(f"UDP: {len(query)} bytes in, {len(reply)} out")

        conn, peer = tcp.accept()
        conn.settimeout(10)
        with conn, conn.makefile("rb") as stream:
            # On TCP two bytes of length come before each message.
            size = int.from_bytes(stream.read(2), "big")
            query = stream.read(size)
            if reply := answer(query, limit=65535):
                conn.sendall(struct.pack("!H", len(reply)) + reply)
                print(f"TCP: {len(query)} bytes in, {len(reply)} out")
