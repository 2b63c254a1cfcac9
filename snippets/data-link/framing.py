"""Mark where frames begin and end in a stream, for any bytes."""

import socket

FLAG, ESCAPE = 0x7E, 0x7D


def stuff(payload):
    """No flag may stand inside a frame: escape it."""
    out = bytearray()
    for byte in payload:
        if byte in (FLAG, ESCAPE):
            out += bytes([ESCAPE, byte ^ 0x20])
        else:
            out.append(byte)
    return bytes([FLAG]) + out + bytes([FLAG])


def frames(sock):
    """Read a stream in pieces of any size; yield each frame."""
    frame, escaped = bytearray(), False
    while piece := sock.recv(5):
        for byte in piece:
            if byte == FLAG:
                # An escape and then a flag break a frame off.
                if frame and not escaped:
                    yield bytes(frame)
                frame, escaped = bytearray(), False
            elif byte == ESCAPE:
                escaped = True
            else:
                frame.append(byte ^ 0x20 if escaped else byte)
                escaped = False


def send_and_receive(wire):
    a, b = socket.socketpair()
    with a, b:
        a.sendall(wire)
        a.shutdown(socket.SHUT_WR)
        return list(frames(b))


packets = [b"first", b"a flag \x7e and an escape \x7dhere", b"third"]
wire = b"".join(stuff(packet) for packet in packets)
print("one frame on the wire:", stuff(b"A\x7e\x7d").hex(" "))
received = send_and_receive(wire)
print("packets sent 3, frames received", len(received))
print("every packet as it was:", received == packets)

bare = b"".join(b"\x7e" + packet + b"\x7e" for packet in packets)
received = send_and_receive(bare)
print("without stuffing, frames received", len(received))
for frame in received:
    print("  ", frame)

broken_off = b"\x7ehalf a fra\x7d\x7e" + stuff(b"next")
print("one frame broken off, received", send_and_receive(broken_off))
