"""Every packet that crosses a device of this network namespace: packet(7) captures, `decode_frame` reads.

Formats: RFC 791 (IPv4), RFC 8200 (IPv6), RFC 9293 (TCP), RFC 768 (UDP), RFC 792 and 4443 (ICMP).
"""

import socket
import struct
import threading
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import zip_longest

SOL_PACKET, PACKET_STATISTICS, SO_TIMESTAMPNS = 263, 6, 35  # linux/if_packet.h, asm/socket.h
ETH_P_ALL, ETHERNET, WITHOUT_HEADER = 3, 14, 65534  # the last is ARPHRD_NONE: the frames of a TUN device
FLAGS = ((0x02, "SYN"), (0x01, "FIN"), (0x04, "RST"), (0x08, "PSH"), (0x10, "ACK"), (0x20, "URG"), (0x40, "ECE"), (0x80, "CWR"))
TCP, UDP, ICMP, ICMPV6, FRAGMENT = 6, 17, 1, 58, 44  # https://www.iana.org/assignments/protocol-numbers/
HOUSEKEEPING = {130, 131, 132, 133, 134, 135, 136, 143}  # ICMPv6: groups and neighbours, which no program asked for

Address = tuple[str, int]
Frame = tuple[int, bytes, str]  # a time, the bytes, and which way (Packet.way)


@dataclass
class Packet:
    """One packet. `seq` and `ack` are as on the wire; `data` is the payload; `offset` is that of a fragment, in bytes.
    `way` is empty on the loopback, where what is sent has arrived. On another device a packet leaves ("to eth0") or
    comes ("from eth0"), and what is between is not the kernel's business."""

    t: int
    proto: str
    src: Address
    dst: Address
    data: bytes = b""
    flags: frozenset[str] = frozenset()
    seq: int = 0
    ack: int = 0
    opts: dict[str, int | bool] = field(default_factory=dict)
    type: int | None = None
    code: int | None = None
    about: "Packet | None" = None  # the packet that an ICMP error quotes
    offset: int | None = None
    way: str = ""

    @property
    def sent(self) -> bool:
        """Whether it was sent here."""
        return not self.way.startswith("from ")

    @property
    def arrived(self) -> bool:
        """Whether it arrived here."""
        return not self.way.startswith("to ")

    @property
    def end(self) -> int:
        """The sequence number after this segment: SYN and FIN take one each."""
        return (self.seq + len(self.data) + ("SYN" in self.flags) + ("FIN" in self.flags)) % 2**32


class Capture(threading.Thread):
    """Collects frames from all devices until it is stopped. Needs CAP_NET_RAW."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.frames: list[Frame] = []
        self.stopping = False
        self.socket = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETH_P_ALL))
        self.socket.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8 << 20)
        self.socket.settimeout(0.05)
        self.start()

    def run(self) -> None:
        last = ""
        while True:
            try:
                frame, ancillary, _, (device, protocol, kind, hardware, _) = self.socket.recvmsg(1 << 17, 64)
            except TimeoutError:
                if self.stopping:
                    return
                continue
            device = device or last  # one that has just gone has no name any more
            last = device if device != "lo" else last
            outgoing = kind == socket.PACKET_OUTGOING
            if device == "lo" and outgoing:
                continue  # the loopback shows each packet twice: as sent and as received
            if hardware == WITHOUT_HEADER:
                frame = struct.pack("!12xH", protocol) + frame
            seconds, nanoseconds = struct.unpack("qq", ancillary[0][2])
            way = "" if device == "lo" else f"to {device}" if outgoing else f"from {device}"
            self.frames.append((seconds * 10**9 + nanoseconds, frame, way))

    def stop(self) -> list[Frame]:
        """All frames. RuntimeError if the kernel had to drop one."""
        self.stopping = True
        self.join()
        dropped = struct.unpack("II", self.socket.getsockopt(SOL_PACKET, PACKET_STATISTICS, 8))[1]
        self.socket.close()
        if dropped:
            raise RuntimeError(f"the capture missed {dropped} packets")
        return self.frames


def decode_frame(t: int, frame: bytes, way: str = "") -> Packet | None:
    """The packet in an Ethernet frame, or None for what is no business of a program (ARP, neighbour discovery)."""
    packet = decode_ip(t, frame[ETHERNET:])
    return packet and replace(packet, way=way)


def decode_ip(t: int, packet: bytes) -> Packet | None:
    offset = None
    if packet and packet[0] >> 4 == 4:
        header, total = (packet[0] & 15) * 4, struct.unpack_from("!H", packet, 2)[0]
        fragment, proto = struct.unpack_from("!H", packet, 6)[0], packet[9]
        source, destination = (socket.inet_ntop(socket.AF_INET, packet[at : at + 4]) for at in (12, 16))
        if fragment & 0x3FFF:
            offset = (fragment & 0x1FFF) * 8
        body = packet[header : total or None]
    elif packet and packet[0] >> 4 == 6:
        proto, body = packet[6], packet[40:]
        source, destination = (socket.inet_ntop(socket.AF_INET6, packet[at : at + 16]) for at in (8, 24))
        if proto == FRAGMENT:
            proto, offset, body = body[0], struct.unpack_from("!H", body, 2)[0] & 0xFFF8, body[8:]
    else:
        return None
    if offset:
        name = {TCP: "TCP", UDP: "UDP"}.get(proto, "ICMP")
        return Packet(t, name, (source, 0), (destination, 0), body, offset=offset)
    match proto:
        case 6:
            return decode_tcp(t, source, destination, body)
        case 17:
            ports = struct.unpack_from("!HH", body)
            return Packet(t, "UDP", (source, ports[0]), (destination, ports[1]), body[8:], offset=offset)
        case 1 | 58 if len(body) >= 8 and not (proto == ICMPV6 and body[0] in HOUSEKEEPING):
            error = body[0] in (3, 4, 5, 11, 12) if proto == ICMP else body[0] < 128
            return Packet(
                t, "ICMP", (source, 0), (destination, 0), b"" if error else body[8:], type=body[0], code=body[1],
                about=decode_ip(t, body[8:]) if error else None,
            )
    return None


def decode_tcp(t: int, source: str, destination: str, segment: bytes) -> Packet:
    """A segment; of one that an ICMP error quotes, often only the first eight bytes."""
    sport, dport, seq = struct.unpack_from("!HHI", segment)
    if len(segment) < 20:
        return Packet(t, "TCP", (source, sport), (destination, dport), seq=seq)
    ack, start, bits = struct.unpack_from("!IBB", segment, 8)
    header = (start >> 4) * 4
    return Packet(
        t, "TCP", (source, sport), (destination, dport), segment[header:], frozenset(name for bit, name in FLAGS if bits & bit),
        seq, ack, decode_options(segment[20:header]),
    )


def decode_options(raw: bytes) -> dict[str, int | bool]:
    """The TCP options by name: https://www.iana.org/assignments/tcp-parameters/"""
    options: dict[str, int | bool] = {}
    at = 0
    while at < len(raw) and raw[at]:
        if raw[at] == 1:
            at += 1
            continue
        kind, length = raw[at], raw[at + 1]
        value = raw[at + 2 : at + length]
        match kind:
            case 2:
                options["mss"] = int.from_bytes(value)
            case 3:
                options["wscale"] = True  # its value depends on the memory of the machine
            case 4:
                options["sack_ok"] = True
            case 8:
                options["ts"] = True
            case 34:
                options["fastopen"] = len(value)
        at += length
    return options


# ---- as a file for Wireshark: https://www.ietf.org/archive/id/draft-ietf-opsawg-pcapng-03.html

SECTION, INTERFACE, PACKET = 0x0A0D0D0A, 1, 6  # types of blocks: section header, interface description, enhanced packet
END, COMMENT, NAME, DIRECTION, APPLICATION, RESOLUTION = 0, 1, 2, 2, 4, 9  # codes of options; what 2 is depends on the block
INBOUND, OUTBOUND = 1, 2
LINK_ETHERNET = 1
NANOSECONDS = 9  # a time is in units of ten to the power of minus this


def encode_pcapng(frames: Iterable[Frame], about: str = "", comments: Iterable[str] = ()) -> bytes:
    """The frames as a file, with words about all of it and about each frame; little-endian, times in nanoseconds."""
    kept = list(frames)
    devices = list(dict.fromkeys(way.rpartition(" ")[2] or "lo" for _, _, way in kept)) or ["lo"]
    section = struct.pack("<IHHq", 0x1A2B3C4D, 1, 0, -1) + encode_options({COMMENT: about.encode(), APPLICATION: b"lab.record"})
    parts = [encode_block(SECTION, section)]
    for device in devices:
        options = encode_options({NAME: device.encode(), RESOLUTION: bytes([NANOSECONDS])})
        parts.append(encode_block(INTERFACE, struct.pack("<HHI", LINK_ETHERNET, 0, 1 << 18) + options))
    for (t, frame, way), comment in zip_longest(kept, comments, fillvalue=""):
        direction = {"to": OUTBOUND, "from": INBOUND}.get(way.partition(" ")[0], 0)
        options = encode_options({COMMENT: comment.encode(), DIRECTION: struct.pack("<I", direction) if direction else b""})
        head = struct.pack("<IIIII", devices.index(way.rpartition(" ")[2] or "lo"), t >> 32, t & 0xFFFFFFFF, len(frame), len(frame))
        parts.append(encode_block(PACKET, head + padded(frame) + options))
    return b"".join(parts)


def encode_block(kind: int, body: bytes) -> bytes:
    length = struct.pack("<I", len(body) + 12)
    return struct.pack("<I", kind) + length + body + length


def encode_options(values: dict[int, bytes]) -> bytes:
    """Options by their codes; those without a value are left out."""
    found = b"".join(struct.pack("<HH", code, len(value)) + padded(value) for code, value in values.items() if value)
    return found and found + struct.pack("<HH", END, 0)


def padded(text: bytes) -> bytes:
    """With zeros up to a multiple of four bytes."""
    return text + bytes(-len(text) % 4)


def decode_pcapng(file: bytes) -> list[tuple[Frame, str]]:
    """The frames of a file that `encode_pcapng` wrote, each with the words about it."""
    devices: list[str] = []
    found = []
    at = 0
    while at < len(file):
        kind, length = struct.unpack_from("<II", file, at)
        body = file[at + 8 : at + length - 4]
        at += length
        if kind == INTERFACE:
            devices.append(decode_file_options(body[8:])[NAME].decode())
        elif kind == PACKET:
            number, high, low, size, _ = struct.unpack_from("<IIIII", body)
            options = decode_file_options(body[20 + len(padded(bytes(size))) :])
            direction = struct.unpack("<I", options.get(DIRECTION, bytes(4)))[0]
            way = {OUTBOUND: f"to {devices[number]}", INBOUND: f"from {devices[number]}"}.get(direction, "")
            found.append(((high << 32 | low, body[20 : 20 + size], way), options.get(COMMENT, b"").decode()))
    return found


def decode_file_options(raw: bytes) -> dict[int, bytes]:
    found, at = {}, 0
    while at + 4 <= len(raw):
        code, length = struct.unpack_from("<HH", raw, at)
        if code == END:
            break
        found[code] = raw[at + 4 : at + 4 + length]
        at += 4 + length + -length % 4
    return found
