"""Take apart one message as OSI's upper layers send it over TCP."""

import socket


def tlv(tag, *values):
    """Encode as BER does: tag, length, value; for short values."""
    value = b"".join(values)
    return bytes([tag, len(value)]) + value


# APDU: MMS, confirmed request 1, "identify yourself".
apdu = tlv(0xA0, tlv(0x02, b"\x01"), tlv(0x82))
# PPDU: user data in presentation context 3, as agreed beforehand.
ppdu = tlv(0x61, tlv(0x30, tlv(0x02, b"\x03"), tlv(0xA0, apdu)))
# SPDU: "give tokens" and "data transfer", both without parameters.
spdu = bytes([1, 0, 1, 0]) + ppdu
# TPDU: data, last of its unit. RFC 1006 puts a length in front of it.
tpdu = bytes([2, 0xF0, 0x80]) + spdu
packet = bytes([3, 0]) + (4 + len(tpdu)).to_bytes(2, "big") + tpdu

with socket.create_server(("127.0.0.1", 0)) as listener:
    address = listener.getsockname()
    with socket.create_connection(address, timeout=5) as sock:
        sock.sendall(packet)
        conn, peer = listener.accept()
        conn.settimeout(5)
        with conn, conn.makefile("rb") as stream:
            head = stream.read(4)
            unit = stream.read(int.from_bytes(head[2:], "big") - 4)

print(f"{len(head + unit)} bytes of a TCP stream, layer by layer")
print(f"RFC 1006  {head.hex(' ')}")
for name, size in ("TPDU", 3), ("SPDU", 4), ("PPDU", 9), ("APDU", None):
    print(f"{name:9} {unit[:size].hex(' ')}")
    unit = unit[size:] if size else b""
