"""Exchange layer 2 of a small stack; the layers above see no change."""

import struct


def frame_by_length(packet):
    return struct.pack("!H", len(packet)) + packet


def unframe_by_length(frame):
    (length,) = struct.unpack("!H", frame[:2])
    return frame[2 : 2 + length]


def frame_by_flag(packet):
    # 7e marks both ends, so 7e and 7d inside must be disguised.
    packet = packet.replace(b"}", b"}]").replace(b"~", b"}^")
    return b"~" + packet + b"~"


def unframe_by_flag(frame):
    return frame[1:-1].replace(b"}^", b"~").replace(b"}]", b"}")


LINKS = {
    "length first": (frame_by_length, unframe_by_length),
    "between flags": (frame_by_flag, unframe_by_flag),
}


def exchange(message, wrap, unwrap):
    """Return the frame, and what each upper layer was given."""
    segment = struct.pack("!HH", 50000, 7) + message
    packet = bytes([192, 0, 2, 1, 192, 0, 2, 2]) + segment
    frame = wrap(packet)
    packet = unwrap(frame)
    return frame, (packet, packet[8:], packet[12:])


frames, views = set(), set()
for name, link in LINKS.items():
    frame, view = exchange(b"a~b", *link)
    frames.add(frame)
    views.add(view)
    print(f"{name:13}", frame.hex(" "))
print("different frames on the wire:", len(frames))
print("different views from the layers above:", len(views))
