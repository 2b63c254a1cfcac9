"""Send one record in three transfer syntaxes and compare the bytes."""

import json
import socket
import struct

# In ASN.1: SEQUENCE { INTEGER, UTF8String, BOOLEAN }.
record = {"id": 300, "name": "pump", "on": True}


def tlv(tag, value):
    """Encode as BER does: tag, length, value; for short values."""
    return bytes([tag, len(value)]) + value


def to_ber(record):
    size = record["id"].bit_length() // 8 + 1
    return tlv(0x30, (
        tlv(0x02, record["id"].to_bytes(size, "big"))
        + tlv(0x0C, record["name"].encode())
        + tlv(0x01, b"\xff" if record["on"] else b"\0")
    ))


def from_ber(data):
    values, data = [], data[2:]
    while data:
        end = 2 + data[1]
        values.append(data[2:end])
        data = data[end:]
    number, name, on = values
    return {"id": int.from_bytes(number, "big"),
            "name": name.decode(), "on": on != b"\0"}


def from_struct(data):
    number, name, on = struct.unpack("!I8s?", data)
    return {"id": number, "name": name.rstrip(b"\0").decode(), "on": on}


left, right = socket.socketpair()
with left, right:
    right.settimeout(5)
    for name, data, decode in (
        ("JSON", json.dumps(record).encode(), json.loads),
        ("BER", to_ber(record), from_ber),
        ("struct", struct.pack("!I8s?", *[
            record["id"], record["name"].encode(), record["on"],
        ]), from_struct),
    ):
        left.sendall(data)
        with right.makefile("rb") as stream:
            received = stream.read(len(data))
        print(f"{name}: {len(received)} bytes")
        print("  ", received if name == "JSON" else received.hex(" "))
        print("   the same record:", decode(received) == record)
