"""Answer a DNS question over UDP, as far as it fits, and over TCP."""

import signal
import socket
import struct
import sys

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it

ADDRESS = ("127.0.0.1", 25331)
TXT, IN, SECONDS = 16, 1, 60
QUESTION = b"\x07example\x03com\0" + struct.pack("!HH", TXT, IN)
# In the flags: an answer, from the server whose names these are; and
# TC, truncated: ask again over TCP.
ANSWER, TRUNCATED = 0x8400, 0x0200
TEXTS = [bytes([letter]) * 200 for letter in b"abc"]


def answer(query, limit):
    """Return the whole answer, or a truncated one if it is too long."""
    if len(query) < 12 or query[12:] != QUESTION:
        return None
    records = b""
    for text in TEXTS:
        # c0 0c stands for the name at byte 12, that of the question.
        data = bytes([len(text)]) + text
        records += struct.pack(
            "!HHHIH", 0xC00C, TXT, IN, SECONDS, len(data)) + data
    whole = query[:2] + struct.pack(
        "!5H", ANSWER, 1, len(TEXTS), 0, 0) + QUESTION + records
    if len(whole) <= limit:
        return whole
    return query[:2] + struct.pack(
        "!5H", ANSWER | TRUNCATED, 1, 0, 0, 0) + QUESTION


with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
    try:
        udp.bind(ADDRESS)
    except OSError as error:
        sys.exit(f"cannot wait on 127.0.0.1:25331: {error}")
    with socket.create_server(ADDRESS) as tcp:
        print("waiting on 127.0.0.1:25331")
        reply = None
        while not reply:
            query, peer = udp.recvfrom(512)
            reply = answer(query, limit=512)
        udp.sendto(reply, peer)
        print(f"UDP: {len(query)} bytes in, {len(reply)} out")
        conn, peer = tcp.accept()
try:
    with conn, conn.makefile("rb") as stream:
        conn.settimeout(10)
        # On TCP two bytes of length come before each message.
        size = int.from_bytes(stream.read(2), "big")
        query = stream.read(size)
        if reply := answer(query, limit=65535):
            conn.sendall(struct.pack("!H", len(reply)) + reply)
            print(f"TCP: {len(query)} bytes in, {len(reply)} out")
except OSError as error:
    print("given up:", error)
