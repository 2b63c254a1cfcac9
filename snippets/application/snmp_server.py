"""Answer two SNMP requests about one object, each in a datagram."""

import signal
import socket
import sys

# 1.3.6.1.2.1.1.1.0, sysDescr.0; 1.3 shrinks to one byte, 43.
DESCRIPTION = bytes([43, 6, 1, 2, 1, 1, 1, 0])


def tlv(tag, *values):
    """Encode as BER does: tag, length, value; for short values."""
    value = b"".join(values)
    if len(value) > 127:
        raise ValueError("too long for a length of one byte")
    return bytes([tag, len(value)]) + value


def split(data):
    """Return the tags and values of a row of BER elements."""
    parts = []
    while data:
        tag, length = data[:2]
        if length > 127 or len(data) < 2 + length:
            raise ValueError("not a short BER element")
        parts.append((tag, data[2:2 + length]))
        data = data[2 + length:]
    return parts


def answer(message):
    """Return the response to a GetRequest for one name."""
    [(tag, body)] = split(message)
    version, community, (kind, pdu) = split(body)
    if community[1] != b"public" or kind != 0xA0:
        raise ValueError("not a request for this agent")
    number, status, index, (tag, bindings) = split(pdu)
    [(tag, binding)] = split(bindings)
    name, null = split(binding)
    found = name[1] == DESCRIPTION
    value = tlv(0x04, b"a pump") if found else tlv(0x80)
    return tlv(0x30, tlv(*version), tlv(*community), tlv(
        0xA2, tlv(*number), tlv(*status), tlv(*index),
        tlv(0x30, tlv(0x30, tlv(*name), value))))


signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
    try:
        sock.bind(("127.0.0.1", 25323))
    except OSError as error:
        sys.exit(f"127.0.0.1:25323: {error.strerror}")
    print("waiting on 127.0.0.1:25323")
    answered = 0
    while answered < 2:
        message, peer = sock.recvfrom(1472)
        try:
            reply = answer(message)
        except ValueError:
            continue
        sock.sendto(reply, peer)
        answered += 1
        print(f"{len(message)} bytes in, {len(reply)} bytes out")
