"""What the programs of an example say to each other: overheard on the loopback, while they run as they should. Linux only."""

import time
from collections.abc import Iterable
from dataclasses import dataclass

from lab.running.activity import thread_activity
from lab.running.capture import Capture, Packet, decode_frame
from lab.running.examples import TIME_LIMIT, Failed
from lab.running.held import Address, find_held
from lab.running.plain import LAB, Job, PlainRun

Turn = tuple[bool, bytes]  # whether the client speaks, and what it says until the other does


@dataclass(frozen=True)
class Conversation:
    """Of TCP one connection, of UDP what one socket of the client sends and receives; there each turn is a datagram."""

    address: Address  # of the server
    turns: tuple[Turn, ...]

    def part(self, of_client: bool) -> list[Turn]:
        """The turns as one side sees them: whether it speaks, and what is said."""
        return [(by_client == of_client, data) for by_client, data in self.turns]


def overhear(job: Job, number: int) -> list[Conversation]:
    """All that is said between a server (its number among the programs) and those that come to it, in the order in which they
    begin. In the namespace of this process. Raises Failed where the programs do not do what they should."""
    capture = Capture()
    runs = [PlainRun(job, program, job.reader(**LAB)) for program in job.programs]
    deadline = time.monotonic() + TIME_LIMIT
    addresses: list[Address] = []
    try:
        for one in runs:
            one.start()
            if one is not runs[-1]:
                one.wait_until_reachable(deadline)
            if one is runs[number]:
                addresses = find_held(one.process.pid)
        runs[-1].wait(deadline)
        # Its last words are on their way for as long as anybody moves.
        last = None
        while (seen := thread_activity({one.process.pid for one in runs})) is None or seen != last:
            last = seen
            time.sleep(0.02)
        if difference := runs[-1].difference():
            raise Failed(difference)
    finally:
        for one in runs:
            one.end_all()
        frames = capture.stop()
    packets = (decode_frame(t, frame) for t, frame, _ in frames)
    return read_conversations([packet for packet in packets if packet], addresses)


def read_conversations(packets: Iterable[Packet], addresses: Iterable[Address]) -> list[Conversation]:
    """The conversations with these addresses among some packets, in order. Those in which nobody says anything are none."""
    servers = {(kind, port): (kind, host, port) for kind, host, port in addresses if kind != "unix"}
    turns: dict[tuple, list[Turn]] = {}
    heard: dict[tuple, int] = {}  # of TCP: the sequence number up to which all has come
    for packet in packets:
        kind = packet.proto.lower()
        by_client = (kind, packet.dst[1]) in servers
        if not by_client and (kind, packet.src[1]) not in servers:
            continue
        client, server = (packet.src, packet.dst) if by_client else (packet.dst, packet.src)
        said = turns.setdefault((client, kind, server[1]), [])
        if kind == "udp":
            said.append((by_client, packet.data))
        elif packet.data:
            way = (packet.src, packet.dst)
            new = (packet.end - ("FIN" in packet.flags) - heard.get(way, packet.seq)) % 2**32
            if 0 < new <= len(packet.data):  # more than a repetition
                heard[way] = (packet.end - ("FIN" in packet.flags)) % 2**32
                data = packet.data[len(packet.data) - new:]
                if said and said[-1][0] == by_client:
                    said[-1] = by_client, said[-1][1] + data
                else:
                    said.append((by_client, data))
    return [Conversation(servers[kind, port], tuple(said)) for (_, kind, port), said in turns.items() if said]
