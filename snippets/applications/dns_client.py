"""Ask DNS over UDP and, since the answer does not fit, over TCP."""

import secrets
import socket
import struct

ADDRESS = ("127.0.0.1", 25331)
TXT, IN = 16, 1
QUESTION = b"\x07example\x03com\0" + struct.pack("!HH", TXT, IN)
# Two of the flags: QR, an answer, and TC, truncated.
ANSWER, TRUNCATED = 0x8000, 0x0200


def belongs(reply, query):
    """Is this the answer to our question, and not a stranger's?"""
    flags = int.from_bytes(reply[2:4], "big")
    return (flags & ANSWER and reply[:2] == query[:2]
            and reply[12:].startswith(QUESTION))


def ask_udp(query):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.settimeout(5)
        sock.connect(ADDRESS)
        for attempt in 1, 2, 3:
            sock.send(query)
            try:
                while not belongs(reply := sock.recv(512), query):
                    pass
                return reply
            except TimeoutError:
                print(f"attempt {attempt}: no answer")
    raise TimeoutError("the server does not answer")


def ask_tcp(query):
    with socket.create_connection(ADDRESS, timeout=10) as sock:
        sock.sendall(struct.pack("!H", len(query)) + query)
        with sock.makefile("rb") as stream:
            size = int.from_bytes(stream.read(2), "big")
            reply = stream.read(size)
    if len(reply) < size or not belongs(reply, query):
        raise ConnectionError("no whole answer to our question")
    return reply


# A random id; no flags: recursion is not wanted; one question, and
# nothing else.
query = secrets.token_bytes(2) + struct.pack("!5H", 0, 1, 0, 0, 0)
query += QUESTION
for transport, ask in ("UDP", ask_udp), ("TCP", ask_tcp):
    reply = ask(query)
    flags, questions, answers = struct.unpack("!HHH", reply[2:8])
    truncated = bool(flags & TRUNCATED)
    print(f"{transport}: {len(reply)} bytes, answers: {answers}")
    print("   TC, truncated:", truncated)
    if not truncated:
        break
