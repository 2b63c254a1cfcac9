"""What the programs of an example say to each other, while they run as they should. Linux only.

It is overheard on the loopback; inside TLS and on Unix sockets, where no packet shows it, the client notes it itself
(shim/lab_heard.py). That a connection speaks TLS, its first bytes say.
"""

import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from lab.running.activity import thread_activity
from lab.running.capture import Capture, Packet, decode_frame
from lab.running.examples import TIME_LIMIT, Failed
from lab.running.held import Address, find_held
from lab.running.plain import LAB, SHIM, Job, PlainRun, remove_sockets
from lab.running.tls import Side

Turn = tuple[bool, bytes]  # whether the client speaks, and what it says until the other does
HANDSHAKE, ALERT = b"\x16\x03", b"\x15\x03"  # with which TLS begins, and with which it answers silence: RFC 8446 section 5.1


@dataclass(frozen=True)
class Conversation:
    """Of TCP and Unix sockets one connection, of UDP what one socket of the client sends and receives; there each turn is a datagram."""

    address: Address  # of the server
    turns: tuple[Turn, ...]  # inside TLS, where it has
    sides: tuple[Side, Side] | None = None  # of TLS: what server and client bring along

    @property
    def begins_with_tls(self) -> bool:
        return self.turns[0][0] and self.turns[0][1].startswith(HANDSHAKE)

    @property
    def is_an_alert(self) -> bool:
        return not self.turns[0][0] and self.turns[0][1].startswith(ALERT)

    def part(self, of_client: bool) -> list[Turn]:
        """The turns as one side sees them: whether it speaks, and what is said."""
        return [(by_client == of_client, data) for by_client, data in self.turns]


def overhear(job: Job, number: int) -> list[Conversation]:
    """All that is said between a server (its number among the programs) and those that come to it, in the order in which they
    begin. In the namespace of this process. Raises Failed where the programs do not do what they should."""
    capture = Capture()
    notes = [job.home / f"heard by {program.path.name}" for program in job.programs]
    for file in notes:
        file.unlink(missing_ok=True)
    remove_sockets(job.home)
    runs = [PlainRun(job, program, job.reader(PYTHONPATH=str(SHIM), LAB_HEARD=str(file), **LAB)) for program, file in zip(job.programs, notes)]
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
    heard = read_notes(notes[number + 1])
    conversations = read_conversations([packet for packet in packets if packet], addresses)
    conversations += list(find_unix_conversations(job, heard, addresses))
    return list(look_into_tls(conversations, heard, read_notes(notes[number])))


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
                add_words(said, by_client, data)
    return [Conversation(servers[kind, port], tuple(said)) for (_, kind, port), said in turns.items() if said]


def add_words(said: list[Turn], by_client: bool, data: bytes) -> None:
    """Of a stream, where a turn lasts until the other speaks."""
    if said and said[-1][0] == by_client:
        said[-1] = by_client, said[-1][1] + data
    else:
        said.append((by_client, data))


# ---- what no packet shows


@dataclass
class Heard:
    """What a program has noted of one of its sockets: whether it speaks, and what is said."""

    path: str = ""  # of a Unix socket that it connected to
    tls: bool = False
    client: bool = False
    side: Side = Side()
    said: list[Turn] = field(default_factory=list)


def read_notes(file: Path) -> list[Heard]:
    """By the time at which each begins."""
    found: dict[str, Heard] = {}
    for line in file.read_text(encoding="utf-8").splitlines() if file.exists() else ():
        note = json.loads(line)
        if "data" in note:
            add_words(found[note["who"]].said, note["speaks"], bytes.fromhex(note["data"]))
        elif note.get("tls"):
            side = Side(note.get("chain", ""), tuple(note.get("protocols", ())), note["hostname"])
            found[note["who"]] = Heard(tls=True, client=note["client"], side=side)
        else:
            found[note["who"]] = Heard(note["path"], client=True)
    return list(found.values())


def find_unix_conversations(job: Job, heard: Iterable[Heard], addresses: Iterable[Address]) -> Iterator[Conversation]:
    servers = {job.home / path: (kind, path, port) for kind, path, port in addresses if kind == "unix"}
    for one in heard:
        if one.said and (address := servers.get(job.home / one.path)):
            yield Conversation(address, tuple(one.said))


def look_into_tls(conversations: Iterable[Conversation], heard_by_client: Iterable[Heard], heard_by_server: Iterable[Heard]) -> Iterator[Conversation]:
    """Those that begin with TLS as they are inside it: the first of them is what the client has first noted. Raises Failed."""
    clients = [one for one in heard_by_client if one.tls and one.client]
    server = next((one.side for one in heard_by_server if one.tls and not one.client), Side())
    for conversation in conversations:
        if conversation.is_an_alert:
            continue
        if not conversation.begins_with_tls:
            yield conversation
            continue
        if not clients:
            raise Failed("something like TLS is spoken, but not by the module ssl: nobody can look into it")
        client = clients.pop(0)
        if client.said:
            yield replace(conversation, turns=tuple(client.said), sides=(server, client.side))
    if clients:
        raise Failed("TLS is spoken, but not from the first byte of a connection on: no hostile peer does that")
