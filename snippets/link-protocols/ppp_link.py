"""Agree on a PPP link with LCP, use it, and close it."""

import socket
import struct

LCP, IPV4 = 0xC021, 0x0021
REQUEST, ACK, NAK, TERMINATE, TERMINATED = 1, 2, 3, 5, 6
NAMES = {REQUEST: "Configure-Request", ACK: "Configure-Ack",
         NAK: "Configure-Nak", TERMINATE: "Terminate-Request",
         TERMINATED: "Terminate-Ack"}
LARGEST = 1492  # over Ethernet, unless both ends know RFC 4638


def send(end, protocol, packet):
    # A length stands in for the flags, the stuffing and the FCS.
    content = struct.pack("!BBH", 0xFF, 0x03, protocol) + packet
    end.write(struct.pack("!H", len(content)) + content)
    end.flush()


def receive(end):
    size, = struct.unpack("!H", end.read(2))
    content = end.read(size)
    return struct.unpack("!H", content[2:4])[0], content[4:]


def lcp(end, code, number, mru=None):
    options = struct.pack("!BBH", 1, 4, mru) if mru else b""
    size = 4 + len(options)
    send(end, LCP, struct.pack("!BBH", code, number, size) + options)


def say(who, packet):
    code, number, size = struct.unpack("!BBH", packet[:4])
    mru = int.from_bytes(packet[6:8]) if size > 4 else None
    option = f"MRU {mru}" if mru else ""
    print(f"{who}: {NAMES[code]} {number} {option}".rstrip())
    return code, number, mru


def exchange(asker, replier, name, other, code, number, mru=None):
    """One request and its answer; what was answered."""
    lcp(asker, code, number, mru)
    code, number, mru = say(f"{name} to {other}", receive(replier)[1])
    if code == TERMINATE:
        lcp(replier, TERMINATED, number)
    elif mru and mru > LARGEST:
        lcp(replier, NAK, number, LARGEST)
    else:
        lcp(replier, ACK, number, mru)
    return say(f"{other} to {name}", receive(asker)[1])


def negotiate(asker, replier, name, other, mru):
    code, number = NAK, 0
    while code == NAK:
        code, number, mru = exchange(
            asker, replier, name, other, REQUEST, number + 1, mru)


a, b = socket.socketpair()
with a, b, a.makefile("rwb") as at_a, b.makefile("rwb") as at_b:
    negotiate(at_a, at_b, "A", "B", 4000)
    negotiate(at_b, at_a, "B", "A", 1400)
    print("both directions acknowledged: the link is open")
    send(at_a, IPV4, b"\x45...")
    protocol, packet = receive(at_b)
    print(f"A to B: protocol {protocol:04x},",
          f"IP version {packet[0] >> 4}")
    exchange(at_a, at_b, "A", "B", TERMINATE, 3)
