"""A proxy that speaks for two clients, for itself, and in vain.

Linux only: elsewhere 127.0.0.2 has to be set up first.
"""

import ipaddress
import socket
import struct

ADDRESS = ("127.0.0.1", 25844)
HEAD = struct.Struct("!12sBBH")  # signature, command, kind, length


def make_header(client=None):
    """Of version 2: for a client, or for the proxy itself."""
    block, command, kind = b"", 0x20, 0x00
    if client:
        source = ipaddress.ip_address(client)
        target = ipaddress.ip_address(
            "192.0.2.1" if source.version == 4 else "2001:db8::1")
        kind = 0x11 if source.version == 4 else 0x21
        command = 0x21
        block = source.packed + target.packed + struct.pack(
            "!HH", 50000, 443)
    return HEAD.pack(b"\r\n\r\n\0\r\nQUIT\n", command, kind,
                     len(block)) + block


def ask(words, host="127.0.0.1"):
    with (
        socket.create_connection(ADDRESS, 15, (host, 0)) as sock,
        sock.makefile("rb") as answers,
    ):
        try:
            sock.sendall(words)
            print(answers.readline(100))
        except ConnectionError:  # it hangs up
            print(b"")


ask(make_header("203.0.113.7") + b"1 2 3\n")
ask(make_header("2001:db8::7") + b"40 2\n")
ask(make_header() + b"7\n")
ask(make_header("203.0.113.7") + b"1 2 3\n", host="127.0.0.2")
