"""Take headers of the PROXY protocol apart, in both versions."""

import ipaddress
import struct

LONGEST = 107  # bytes in a line of version 1, its end included
SIGNATURE = b"\r\n\r\n\0\r\nQUIT\n"  # version 2 begins so
HEAD = struct.Struct("!12sBBH")  # signature, command, kind, length
MOST = 1000  # bytes behind the HEAD that we take
SIZES = {0x11: 4, 0x21: 16}  # of an address: TCP over IPv4, and IPv6
OTHERS = 0x00, 0x12, 0x22, 0x31, 0x32  # valid, of no use to us


def parse(data):
    """Return (client, what follows); None if more must come.

    No client: the proxy says nothing of one. ValueError: hang up.
    """
    if data[:len(SIGNATURE)] == SIGNATURE[:len(data)]:
        return parse_binary(data)
    line, end, rest = data.partition(b"\r\n")
    if line[:6] != b"PROXY "[:len(line)]:
        raise ValueError("no header")
    if len(line + end) > LONGEST:
        raise ValueError("the line is too long")
    return (parse_line(line), rest) if end else None


def parse_line(line):
    words = line.decode("ascii").split(" ")
    if words[:2] == ["PROXY", "UNKNOWN"]:
        return None
    _, kind, source, target, source_port, target_port = words
    if kind not in ("TCP4", "TCP6") or "%" in source + target:
        raise ValueError("neither IPv4 nor IPv6")
    version = (ipaddress.IPv4Address if kind == "TCP4"
               else ipaddress.IPv6Address)
    version(target), check_port(target_port)
    return str(version(source)), check_port(source_port)


def check_port(text):
    if str(int(text)) != text or not 0 <= int(text) <= 65535:
        raise ValueError("no port")
    return int(text)


def parse_binary(data):
    if len(data) < HEAD.size:
        return None
    _, command, kind, length = HEAD.unpack_from(data)
    if command not in (0x20, 0x21) or length > MOST:
        raise ValueError("an unknown command, or too long")
    if len(data) < HEAD.size + length:
        return None
    block, rest = data[HEAD.size:][:length], data[HEAD.size + length:]
    if command == 0x20 or kind in OTHERS:  # 0x20: it asks for itself
        return None, rest
    size = SIZES.get(kind)
    if not size or length < 2 * size + 4:
        raise ValueError("an unknown kind, or too short")
    port = int.from_bytes(block[2 * size:][:2], "big")
    return (str(ipaddress.ip_address(block[:size])), port), rest


def binary(command, kind, block):
    return HEAD.pack(SIGNATURE, command, kind, len(block)) + block


BLOCK = bytes([203, 0, 113, 7, 192, 0, 2, 1]) + struct.pack(
    "!HH", 50000, 443)
for name, data in {
    "1, IPv4": b"PROXY TCP4 203.0.113.7 192.0.2.1 50000 443\r\n",
    "1, IPv6": b"PROXY TCP6 2001:db8::7 2001:db8::1 50000 443\r\n",
    "1, unknown": b"PROXY UNKNOWN\r\n",
    "1, TCP5": b"PROXY TCP5 203.0.113.7 192.0.2.1 50000 443\r\n",
    "1, port 0443": b"PROXY TCP4 203.0.113.7 192.0.2.1 50000 0443\r\n",
    "1, no end": b"PROXY TCP4 203.0.113.7 192.0.2.1 " + b"1" * 99,
    "no header": b"GET / HTTP/1.1\r\n",
    "2, IPv4": binary(0x21, 0x11, BLOCK),
    "2, and more": binary(0x21, 0x11, BLOCK + b"\x04\0\1?"),
    "2, for itself": binary(0x20, 0x00, b""),
    "2, version 3": binary(0x31, 0x11, BLOCK),
    "2, too short": binary(0x21, 0x11, BLOCK[:8]),
    "2, no such kind": binary(0x21, 0x99, BLOCK),
}.items():
    try:
        early = [parse(data[:size]) for size in range(len(data))]
        client, rest = parse(data + b"hi")
        print(f"{name:15}", client, rest, "parts:", set(early))
    except ValueError as error:
        print(f"{name:15} hang up: {error}")
