"""Ask an SNMP agent for two objects, in BER, in one datagram each."""

import socket
import sys


def tlv(tag, *values):
    """Encode as BER does: tag, length, value; for short values."""
    value = b"".join(values)
    return bytes([tag, len(value)]) + value


def split(data):
    """Return the tags and values of a row of BER elements."""
    parts = []
    while data:
        parts.append((data[0], data[2:2 + data[1]]))
        data = data[2 + data[1]:]
    return parts


def get(number, name):
    """SNMPv2c, community, GetRequest: id, no error, name = NULL."""
    return tlv(
        0x30, tlv(0x02, b"\x01"), tlv(0x04, b"public"),
        tlv(0xA0, tlv(0x02, bytes([number])), tlv(0x02, b"\0"),
            tlv(0x02, b"\0"),
            tlv(0x30, tlv(0x30, tlv(0x06, name), tlv(0x05)))))


def exchange(sock, number, message):
    """Send until an answer to this request comes; return its pairs."""
    for attempt in range(3):
        if attempt:
            print("no answer; the same datagram again")
        try:
            sock.send(message)
            while True:
                [(tag, body)] = split(sock.recv(1472))
                version, community, (tag, pdu) = split(body)
                given, status, index, (tag, bindings) = split(pdu)
                # An answer to an earlier request may come late.
                if given[1] == bytes([number]):
                    return split(bindings)
        except (TimeoutError, ConnectionError):
            continue
    sys.exit("the agent does not answer")


# sysDescr.0 and a name that the agent does not have.
NAMES = bytes([43, 6, 1, 2, 1, 1, 1, 0]), bytes([43, 6, 1, 3, 9, 0])

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
    sock.settimeout(5)
    sock.connect(("127.0.0.1", 25323))
    for number, name in enumerate(NAMES, 1):
        message = get(number, name)
        print("request   ", message[:13].hex(" "))
        print("   pdu    ", message[13:24].hex(" "))
        print("   binding", message[24:].hex(" "))
        [(tag, pair)] = exchange(sock, number, message)
        name, (tag, value) = split(pair)
        kind = {0x04: "octet string", 0x80: "no such object"}[tag]
        print("   answer:", kind, value)
