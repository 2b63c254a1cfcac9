"""Ask DNS over UDP and, since the answer does not fit, over TCP."""

import secrets
import socket
import struct

ADDRESS = ("127.0.0.1", 25331)
QUESTION = b"\x07example\x03com\0" + struct.pack("!HH", 16, 1)


def belongs(reply, query):
    """Is this the answer to our question, and not a stranger's?"""
    return reply[:2] == query[:2] and reply[12:].startswith(QUESTION)


def ask_udp(query):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.settimeout(5)
        sock.connect(ADDRESS)
        for attempt in range(3):
            sock.send(query)
            try:
                while not belongs(reply := sock.recv(512), query):
                    pass
                return reply
            except TimeoutError:
                print("no answer; the same datagram again")
    raise TimeoutError("the server does not answer")


def ask_tcp(query):
    with socket.create_connection(ADDRESS, timeout=10) as sock:
        sock.sendall(struct.pack("!H", len(query)) + query)
        with sock.makefile("rb") as stream:
            size = int.from_bytes(stream.read(2), "big")
            return stream.read(size)


# An id nobody can guess; one question; recursion not wanted.
query = secrets.token_bytes(2) + struct.pack("!HHHHH", 0, 1, 0, 0, 0)
query += QUESTION
for transport, ask in ("UDP", ask_udp), ("TCP", ask_tcp):
    reply = ask(query)
    if not belongs(reply, query):
        raise ConnectionError("no answer to our question")
    flags, questions, answers = struct.unpack("!HHH", reply[2:8])
    truncated = bool(flags & 0x0200)
    print(f"{transport}: {len(reply)} bytes, {answers} answers")
    print("   TC, truncated:", truncated)
    if not truncated:
        break
