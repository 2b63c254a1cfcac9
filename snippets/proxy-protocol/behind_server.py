"""Add up the numbers in each line, for clients behind a proxy.

To copy. Serves until Ctrl-C.
"""

import ipaddress
import signal
import socket
import struct
import sys
import threading
import time

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it
sys.stdout.reconfigure(line_buffering=True)  # and no line is lost
PROXIES = {"127.0.0.1"}  # who may say whom they speak for
LIMIT = 1000  # bytes in a line, or behind the head of a header
PATIENCE = 10  # seconds for header, line and answer, each
CLIENTS = 20  # served at the same time; more have to wait
SIGNATURE = b"\r\n\r\n\0\r\nQUIT\n"
HEAD = struct.Struct("!12sBBH")  # signature, command, kind, length
SIZES = {0x11: 4, 0x21: 16}  # of an address: TCP over IPv4, and IPv6


def read_exactly(conn, size, deadline):
    data = b""
    while len(data) < size:
        # When it is too late, this number is negative: ValueError.
        conn.settimeout(deadline - time.monotonic())
        piece = conn.recv(size - len(data))
        if not piece:
            raise EOFError("the stream ended inside the header")
        data += piece
    return data


def read_header(conn, proxy):
    """Return the address of the client, of a header of version 2."""
    if proxy not in PROXIES:
        raise ValueError(f"{proxy} is not one of our proxies")
    deadline = time.monotonic() + PATIENCE
    head = read_exactly(conn, HEAD.size, deadline)
    signature, command, kind, length = HEAD.unpack(head)
    if signature != SIGNATURE or command not in (0x20, 0x21):
        raise ValueError("not a header of version 2")
    if length > LIMIT:
        raise ValueError(f"{length} bytes announced: too long")
    block = read_exactly(conn, length, deadline)
    if command == 0x20:
        return proxy  # it asks for itself: a health check
    size = SIZES.get(kind)
    if not size or length < 2 * size + 4:
        raise ValueError("not an address of TCP")
    return str(ipaddress.ip_address(block[:size]))


def lines(conn):
    """Yield each line without its end, which is \\n or \\r\\n."""
    buffer = b""
    while True:
        deadline = time.monotonic() + PATIENCE
        while b"\n" not in buffer[:LIMIT + 1]:
            if len(buffer) > LIMIT:
                raise ValueError(f"a line of more than {LIMIT} bytes")
            # When it is too late, this number is negative: ValueError.
            conn.settimeout(deadline - time.monotonic())
            piece = conn.recv(1024)
            if not piece:
                if buffer:
                    raise EOFError("the stream ended inside a line")
                return
            buffer += piece
        line, _, buffer = buffer.partition(b"\n")
        yield line.removesuffix(b"\r")


def answer(line):
    try:
        return str(sum(int(word) for word in line.decode().split()))
    except ValueError:  # no numbers, too many digits, or not UTF-8
        return "numbers, please"


def work(listener):
    """Serve one client after the other."""
    while True:
        try:
            conn, address = listener.accept()
            with conn:
                client = read_header(conn, address[0])
                print("for", client)
                for line in lines(conn):
                    conn.settimeout(PATIENCE)  # for all of sendall
                    conn.sendall(answer(line).encode() + b"\n")
        except (EOFError, OSError, ValueError) as error:
            print("given up:", error)  # one client, not the server


with socket.create_server(("127.0.0.1", 25844)) as listener:
    print("waiting on 127.0.0.1:25844")
    for _ in range(CLIENTS - 1):
        threading.Thread(target=work, args=[listener]).start()
    work(listener)
