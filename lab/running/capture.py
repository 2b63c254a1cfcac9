"""Every packet that crosses a device of this network namespace: packet(7) captures, `decode_frame` reads.

Formats: RFC 791 (IPv4), RFC 8200 (IPv6), RFC 9293 (TCP), RFC 768 (UDP), RFC 792 and 4443 (ICMP).
"""

import socket
import struct
import threading
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

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


def encode_pcap(frames: Iterable[Frame]) -> bytes:
    """The frames as a file for Wireshark: https://www.ietf.org/archive/id/draft-ietf-opsawg-pcap-04.html, in nanoseconds."""
    parts = [struct.pack("IHHiIII", 0xA1B23C4D, 2, 4, 0, 0, 1 << 18, 1)]
    for t, frame, _ in frames:
        parts += [struct.pack("IIII", t // 10**9, t % 10**9, len(frame), len(frame)), frame]
    return b"".join(parts)
