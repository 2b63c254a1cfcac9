"""Evidence told as a recording: what happened at each line, in names that are the same on every run.

`Story(evidence, roles)` puts names to threads, sockets and ports and every event into its step; `tell_recording` gives
the recording as a dict (recordings/schema.json); `format_recording` its text, one step a line. Nothing here reads a
clock or the kernel: the same evidence gives the same recording.
"""

import ast
import json
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from lab.recording import calls, tcp
from lab.recording.calls import Address, Call
from lab.recording.controller import EPHEMERAL
from lab.running import capture
from lab.running.capture import Packet
from lab.running.examples import ROLES

FORMAT = 1
WHAT_PACKETS_ARE = "A run of {} in slow motion, one line at a time. The order is that of the recording; the times are not those of full speed."
DATA_SHOWN = 64  # bytes of a packet that a recording shows
FIN_RECEIVED = {"CLOSE-WAIT", "LAST-ACK", "CLOSING", "TIME-WAIT"}
WAITS = {"poll", "ppoll", "select", "pselect6", "epoll_wait", "epoll_pwait", "epoll_pwait2"}
BACKLOG = 4096  # net.core.somaxconn of a new namespace
ANYWHERE = {"0.0.0.0", "::"}
TEMPORARY = re.compile(r"(?:/[\w.-]+)*/tmp[a-z0-9_]{8}\b")


@dataclass
class Sock:
    """One socket of a program. `endpoints` are those it was: its address, and the peer's or None."""

    name: str
    side: str
    kind: str
    made_by: str
    opened: int
    inode: int | None = None
    closed: int | None = None
    descriptors: int = 0
    endpoints: set[tuple[Address, Address | None]] = field(default_factory=set)
    unread: list[int] = field(default_factory=list)  # of UDP: the sizes of the datagrams that wait
    drops: int = 0

    def drop_descriptor(self, t: int) -> None:
        """One descriptor less; with the last one the socket is closed."""
        self.descriptors -= 1
        if not self.descriptors:
            self.closed = t


@dataclass
class Step:
    """One line of one thread, from when it begins until everything is quiet."""

    t: int
    event: str  # start, line, time or end
    tid: int | None
    side: str | None
    line: int | None
    func: str | None
    again: bool  # a function that the line has called has come to its end
    quiet: dict  # the sockets afterwards, as sockets.Diag gives them
    calls: list[tuple[tuple, dict]] = field(default_factory=list)  # with what they are sorted by
    packets: list[dict] = field(default_factory=list)
    out: list[dict] = field(default_factory=list)
    states: dict[str, list] = field(default_factory=dict)

    @property
    def eventful(self) -> bool:
        return bool(self.calls or self.packets or self.out or self.states)


@cache
def statement_lines(source: str) -> tuple[dict[int, int], set[int]]:
    """(line → first line of its statement, lines of docstrings). Which lines of one statement Python reports, and
    how often, differs between its versions; the statement does not."""
    first, docstrings = {}, set()
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, (ast.stmt, ast.ExceptHandler)):
            continue
        body = getattr(node, "body", None) or getattr(node, "cases", None)
        if body:
            inner = body[0].pattern if isinstance(body[0], ast.match_case) else body[0]
            start = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", []))])
            last = max(node.lineno, inner.lineno - 1)
        else:
            start, last = node.lineno, node.end_lineno
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
                docstrings.add(node.lineno)
        for line in range(start, last + 1):
            first[line] = node.lineno
    return first, docstrings


class Story:
    """What a run was. `roles` names the programs."""

    def __init__(self, evidence: dict, roles: Sequence[str]) -> None:
        self.evidence, self.roles = evidence, list(roles)
        self.events = evidence["events"]
        packets = (capture.decode_frame(t, bytes.fromhex(frame), way) for t, frame, way in evidence["frames"])
        self.packets: list[Packet] = sorted((packet for packet in packets if packet), key=lambda packet: packet.t)
        self.calls = [calls.parse_trace(trace) for trace in evidence["traces"]]
        self.find_processes()
        self.traces = [own_calls([call for call in trace if self.process_of[call.tid] in self.watched]) for trace in self.calls]
        self.name_sides()
        self.make_steps()
        self.find_returns()
        self.find_sockets()
        self.find_endpoints()
        self.derive_states()
        self.tell_calls()
        self.tell_packets()
        self.tell_output()
        self.tell_states()

    # Who is who.

    def find_processes(self) -> None:
        """Which thread is of which process and program. A process is known by the number of its first thread."""
        self.process_of: dict[int, int] = {}
        self.program_of: dict[int, int] = {}
        self.watched: dict[int, int] = {}  # the processes that have a side, and their programs
        for program, trace in enumerate(self.calls):
            first = trace[0].tid
            self.watched[first] = program
            for call in trace:
                self.process_of.setdefault(call.tid, first)
                self.program_of.setdefault(call.tid, program)
                if call.starts:
                    self.process_of[call.starts] = self.process_of[call.tid] if call.starts_thread else call.starts
                    self.program_of[call.starts] = program
        for event in self.events:
            self.process_of.setdefault(event["tid"], next(pid for pid, program in self.watched.items() if program == event["program"]))
            self.program_of.setdefault(event["tid"], event["program"])
            self.watched.setdefault(self.process_of[event["tid"]], event["program"])
        # Another program has no lines here. It has a side if its sockets talk; not if it sets up a device, as ip(8) does.
        for program, trace in enumerate(self.calls):
            for call in trace:
                if call.name != "close" and any(calls.parse_addresses(where) for _, _, where in call.uses + call.gives):
                    self.watched.setdefault(self.process_of[call.tid], program)

    def name_sides(self) -> None:
        """Sides are processes; the threads of a program that is alone. Threads are named after what they run first."""
        self.thread_names: dict[int, str] = {}
        taken = Counter()
        for event in self.events:
            tid, process = event["tid"], self.process_of[event["tid"]]
            if event["event"] == "line" and tid not in self.thread_names:
                name = "main" if event["func"] == "<module>" or process == tid else event["func"].strip("<>")
                taken[process, name] += 1
                self.thread_names[tid] = name if taken[process, name] == 1 else f"{name} {taken[process, name]}"
        for trace in self.traces:
            for call in trace:
                if call.tid not in self.thread_names and (call.uses or call.gives):
                    # A thread that runs no line of the program, only a library's.
                    process = self.process_of[call.tid]
                    name = "main" if process == call.tid and process != self.calls[self.watched[process]][0].tid else "thread"
                    taken[process, name] += 1
                    self.thread_names[call.tid] = name if taken[process, name] == 1 else f"{name} {taken[process, name]}"
        self.thread_order = list(self.thread_names)
        threads = Counter(self.process_of[tid] for tid in self.thread_names)
        self.threaded = {process for process, count in threads.items() if count > 1}
        self.side_names: dict[int, str] = {}
        if len(self.watched) == 1 and self.threaded:
            self.sides = {name: 0 for name in self.thread_names.values()}
        else:
            self.side_names = process_names(self.watched, self.roles)
            self.sides = {self.side_names[process]: program for process, program in self.watched.items()}
        self.letters: dict[str, str] = {}
        for side in self.sides:
            letter = ord(side[0].upper())
            while chr(letter) in self.letters.values():
                letter = letter + 1 if chr(letter) != "Z" else ord("A")
            self.letters[side] = chr(letter)

    def side_of(self, tid: int) -> str:
        if self.side_names:
            return self.side_names[self.process_of[tid]]
        return self.thread_names.get(tid, "main")

    def thread_rank(self, tid: int) -> tuple[int, int]:
        """Where a thread stands among the others, which its number does not say."""
        order = self.thread_order.index(tid) if tid in self.thread_names else -1
        return list(self.sides).index(self.side_of(tid)), order

    # What happened when.

    def make_steps(self) -> None:
        self.steps = []
        for raw in self.evidence["steps"]:
            line = raw["line"]
            if line is not None:
                line = statement_lines(self.evidence["programs"][raw["program"]])[0].get(line, line)
            last = self.steps[-1] if self.steps else None
            quiet = {"tcp": raw.get("tcp", []), "udp": raw.get("udp", [])}
            if last and line is not None and (last.tid, last.line) == (raw["tid"], line):
                last.quiet = quiet
                continue
            side = self.side_of(raw["tid"]) if raw["tid"] is not None else None
            self.steps.append(Step(raw["t"], raw["event"], raw["tid"], side, line, raw["func"], bool(raw["again"]), quiet))
        self.starts = [step.t for step in self.steps]

    def step_at(self, t: int) -> Step:
        return self.steps[max(0, bisect_right(self.starts, t) - 1)]

    def find_returns(self) -> None:
        """When each call returned. strace's own duration starts late, so it ends early. But a thread that goes on
        comes to its next event (a line, a call) before all is quiet: that event is in the right step."""
        ticks: dict[int, list[int]] = {}
        for event in self.events:
            ticks.setdefault(event["tid"], []).append(event["t"])
        for trace in self.calls:
            for call in trace:
                ticks.setdefault(call.tid, []).append(call.start)
        for times in ticks.values():
            times.sort()
        self.returns: dict[int, int] = {}
        for trace in self.traces:
            for call in trace:
                times = ticks[call.tid]
                after = bisect_right(times, call.start)
                self.returns[id(call)] = times[after] if after < len(times) else call.end

    # Sockets.

    def find_sockets(self) -> None:
        """Follow every descriptor from the call that made it to the one that closes it."""
        self.sockets: list[Sock] = []
        self.opaque: set[str] = set()  # their data has headers, with numbers that change from run to run
        counts = Counter()
        for program, trace in enumerate(self.traces):
            moments = [(call.start, 0, number, call) for number, call in enumerate(trace)]
            moments += [(self.returns[id(call)], -1, number, call) for number, call in enumerate(trace)]
            moments += [(call.start, 1, 0, call) for call in self.calls[program] if call.starts and not call.starts_thread]
            moments += [(call.start, 2, 0, call) for call in self.calls[program] if call.name in ("execve", "exit_group") and not call.failed]
            tables: dict[int, dict[int, Sock]] = defaultdict(dict)  # of each process: descriptor → socket
            for t, which, _, call in sorted(moments, key=lambda moment: moment[:3]):
                process = self.process_of[call.tid]
                match which:
                    case -1:
                        self.note_made(call, tables[process], t, counts)
                    case 0:
                        self.note_used(call, tables[process])
                    case 1:  # a fork: the child has the same descriptors
                        tables[call.starts] = dict(tables[process])
                        for sock in tables[call.starts].values():
                            sock.descriptors += 1
                    case _:  # another program, to which Python hands no socket on; or the end
                        for sock in tables.pop(process, {}).values():
                            sock.drop_descriptor(self.step_at(t).t)
        # In order of appearance, whichever program they are of.
        self.sockets.sort(key=lambda sock: (bisect_right(self.starts, sock.opened), list(self.sides).index(sock.side), sock.opened))
        self.by_name = {sock.name: sock for sock in self.sockets}
        self.by_inode = {sock.inode: sock for sock in self.sockets if sock.inode}

    def note_used(self, call: Call, table: dict[int, Sock]) -> None:
        for descriptor, _, where in call.uses:
            sock = table.get(descriptor)
            if sock is None:
                continue
            call.names[descriptor] = sock.name
            if place := calls.parse_addresses(where):
                sock.endpoints.add(place)
        if call.name == "close" and not call.failed and call.uses:
            if sock := table.pop(call.uses[0][0], None):
                sock.drop_descriptor(call.start)

    def note_made(self, call: Call, table: dict[int, Sock], t: int, counts: Counter) -> None:
        for descriptor, kind, where in call.gives:
            place, inode = calls.parse_addresses(where), calls.parse_inode(where)
            if call.name in ("dup", "dup2", "dup3", "fcntl"):
                source = call.names.get(call.uses[0][0]) if call.uses else None
                sock = next((one for one in self.sockets if one.name == source), None)
            elif call.name == "recvmsg":
                sock = next((one for one in self.sockets if place in one.endpoints or (inode and one.inode == inode)), None)
            else:
                side = self.side_of(call.tid)
                counts[side] += 1
                made_by = "accept" if call.name == "accept4" else call.name
                sock = Sock(f"{self.letters[side]}{counts[side]}", side, socket_kind(call, kind), made_by, t, inode)
                if sock.kind not in ("TCP", "UDP", "UNIX"):
                    self.opaque.add(sock.name)
                self.sockets.append(sock)
            if sock:
                table[descriptor] = sock
                sock.descriptors += 1
                call.made.append(sock.name)
                call.names.setdefault(descriptor, sock.name)
                if place:
                    sock.endpoints.add(place)
        if call.name.startswith("epoll"):
            call.names |= {int(fd): table[int(fd)].name for fd in re.findall(r"u32=(\d+)", call.text) if int(fd) in table}

    def find_endpoints(self) -> None:
        """The addresses that strace did not show: from the kernel's list, and from the first segment of a connect."""
        for step in self.steps:
            for row in step.quiet["tcp"] + step.quiet["udp"]:
                if sock := self.by_inode.get(row["inode"]):
                    peer = tuple(row["peer"]) if row["peer"][1] else None
                    sock.endpoints.add((tuple(row["local"]), peer))
        asked = sorted(
            ((call.start, self.returns[id(call)], self.by_name[name], calls.parse_sockaddr(call.text))
             for trace in self.traces for call in trace if call.name == "connect" for name in call.names.values()),
            key=lambda one: one[0],
        )
        for packet in self.packets:
            if packet.flags == {"SYN"} and packet.sent and not any((packet.src, packet.dst) in sock.endpoints for sock in self.sockets):
                for start, end, sock, address in asked:
                    known = any(peer == packet.dst for _, peer in sock.endpoints)
                    if address and start <= packet.t <= end and address[1] == packet.dst[1] and not known:
                        if address[0] == packet.dst[0] or address[0] in ANYWHERE:
                            sock.endpoints.add((packet.src, packet.dst))
                            break

    def socket_at(self, proto: str, end: Address, other: Address, t: int) -> Sock | None:
        """Whose end of a packet this is: of a connection its socket, else one that is bound to the address."""
        best, rank = None, ()
        for sock in self.sockets:
            if sock.kind != proto:
                continue
            if (end, other) in sock.endpoints:
                match = 3
            elif (end, None) in sock.endpoints:
                # One that is connected to somebody else gets it only if nobody else could.
                match = 1 if any(local == end and peer for local, peer in sock.endpoints) else 2
            elif any(local[1] == end[1] and local[0] in ANYWHERE and peer is None for local, peer in sock.endpoints):
                match = 1
            else:
                continue
            there = sock.opened <= t and (sock.closed is None or t <= sock.closed)
            if not there and (match < 3 or proto == "UDP"):
                continue  # what is not bound gets nothing; a connection begins before accept and outlives close
            score = match, there, sock.opened <= t, sock.opened if sock.opened <= t else -sock.opened
            if not best or score > rank:
                best, rank = sock, score
        return best

    # States.

    def derive_states(self) -> None:
        """Every change of a TCP state: `changes` are (time, packet or None, {endpoint: state}), in order of time."""
        endpoints = tcp.Endpoints()
        segments = (packet for packet in self.packets if packet.proto == "TCP" and not packet.offset)
        moments: list[tuple[float, int, object]] = [(packet.t, 1, packet) for packet in segments]
        for trace in self.traces:
            for call in trace:
                place = calls.parse_addresses(call.uses[0][2]) if call.uses else None
                if not place or call.failed or call.result == "?":
                    continue
                match call.name:
                    case "listen":
                        backlog = min(int(call.args[1]), BACKLOG) if int(call.args[1]) >= 0 else BACKLOG
                        moments.append((call.start, 0, ("listen", place[0], first_socket_name(call), backlog)))
                    case "accept" | "accept4":
                        done = self.returns[id(call)]
                        moments.append((call.end if self.step_at(call.end) is self.step_at(done) else done, 2, ("accept", place[0])))
                    case "setsockopt" if "TCP_DEFER_ACCEPT, [0]" not in call.text and "TCP_DEFER_ACCEPT" in call.text:
                        moments.append((call.start, 0, ("defer", place[0])))
                    case "shutdown" if call.args[1] != "SHUT_RD":
                        moments.append((self.end_of_step(call.start), 2, ("finish", place)))
        for sock in self.sockets:
            if sock.kind == "TCP" and sock.closed:
                moments += [(sock.closed, 0, ("close", place, sock.name)) for place in sock.endpoints]
                moments += [(self.end_of_step(sock.closed), 2, ("finish", place)) for place in sock.endpoints]
        self.changes = []
        for t, _, what in sorted(moments, key=lambda moment: moment[:2]):
            if isinstance(what, Packet):
                self.changes.append((t, what, endpoints.take_segment(what)))
            else:
                name, *arguments = what
                self.changes.append((t, None, getattr(endpoints, name)(*arguments)))

    def end_of_step(self, t: int) -> float:
        """The last moment of the step in which this time is."""
        after = bisect_right(self.starts, t)
        return self.starts[after] - 1 if after < len(self.starts) else float("inf")

    def quiet_points(self) -> Iterator[tuple[Step, dict, dict]]:
        """After each step: {endpoint: state} as derived from the packets, and as the kernel says."""
        derived: dict[tcp.Endpoint, str] = {}
        changes = iter([*self.changes, (float("inf"), None, {})])
        t, _, change = next(changes)
        for step, end in zip(self.steps, [*self.starts[1:], float("inf")]):
            while t < end or (t == end == float("inf") and change):
                derived |= change
                t, _, change = next(changes)
            kernel = {
                (tuple(row["local"]), tuple(row["peer"]) if row["peer"][1] else None): row["state"] for row in step.quiet["tcp"]
            }
            yield step, {endpoint: state for endpoint, state in derived.items() if state != "CLOSED"}, kernel

    # The parts of a step.

    def tell_calls(self) -> None:
        for trace in self.traces:
            for call in trace:
                begun, done = self.step_at(call.start), self.step_at(self.returns[id(call)])
                if calls.is_implied(call) or not (call.names or call.made):
                    continue
                if begun.event == "end" and call.name in ("getsockname", "getpeername"):
                    continue  # Python words a warning about a socket left open
                names = list(dict.fromkeys([*call.names.values(), *call.made]))
                asked, answer = calls.word_call(call)
                raw = calls.format_raw(call)
                if self.opaque.intersection(names):
                    asked, answer, raw = (calls.hide_data(text) for text in (asked, answer, raw))
                about = names[0] if len(names) == 1 or call.name not in WAITS else None
                entry = {"side": self.side_of(call.tid), "sock": about, "call": calls.WORDS.get(call.name, (call.name,))[0]}
                entry = {key: value for key, value in entry.items() if value}
                key = (call.tid != begun.tid, self.thread_rank(call.tid), call.start)
                if begun is done and call.result != "?":
                    begun.calls.append((key, entry | {"text": asked + answer, "raw": raw}))
                    continue
                begun.calls.append((key, entry | {"text": f"{asked} … waits", "waits": True}))
                if call.result != "?":
                    key = (call.tid != done.tid, self.thread_rank(call.tid), call.start)
                    done.calls.append((key, entry | {"text": asked + answer, "raw": raw, "resumes": True}))
        for step in self.steps:
            step.calls.sort(key=lambda one: one[0])
            if step.side is None:
                # Time passed; the step is of the one that it woke.
                woken = [call["side"] for _, call in step.calls]
                woken += [self.side_of(event["tid"]) for event in self.events if self.step_at(event["t"]) is step]
                step.side = woken[0] if woken else next(iter(self.sides))

    def tell_packets(self) -> None:
        first: dict[tuple[Address, Address], int] = {}  # a direction's initial sequence number
        thens = {id(packet): change for _, packet, change in self.changes if packet}
        whole: dict[str, dict] = {}
        for packet in self.packets_in_order():
            there, back = (packet.src, packet.dst), (packet.dst, packet.src)
            if packet.proto == "ICMP" and packet.about:
                # An error goes to who sent the packet that it quotes.
                sender = self.socket_at(packet.about.proto, packet.about.src, packet.about.dst, packet.t)
                ends = packet.src[0], sender.name if sender and packet.arrived else packet.dst[0]
            elif packet.offset and packet.src[0] in whole:
                ends = whole[packet.src[0]]["from"], whole[packet.src[0]]["to"]
            else:
                ends = tuple(self.end_name(packet.proto, *pair, packet.t) for pair in (there, back))
            if packet.way:
                # Who is at the other end of the device, or whether it gets there, nobody here knows.
                device = packet.way.partition(" ")[2]
                ends = (ends[0], device) if packet.sent else (device, ends[1])
            told = {"from": ends[0], "to": ends[1], "proto": packet.proto}
            if packet.proto == "TCP":
                if "SYN" in packet.flags:
                    first[there] = packet.seq
                told["flags"] = " ".join(name for _, name in capture.FLAGS if name in packet.flags)
                told["seq"] = (packet.seq - first.get(there, packet.seq)) % 2**32
                if "ACK" in packet.flags:
                    told["ack"] = (packet.ack - first.get(back, packet.ack)) % 2**32
            if packet.proto == "ICMP":
                told |= {"type": packet.type, "code": packet.code}
            if packet.offset is not None:
                told["offset"] = packet.offset
                if packet.offset == 0:
                    whole[packet.src[0]] = told
            told["len"] = len(packet.data)
            if packet.data:
                told["data"] = packet.data[:DATA_SHOWN].decode("latin-1")
                if len(packet.data) > DATA_SHOWN:
                    told["more"] = True
            if packet.opts and "SYN" in packet.flags:
                told["opts"] = packet.opts
            then = {}
            for endpoint, state in thens.get(id(packet), {}).items():
                sock = self.socket_at("TCP", endpoint[0], endpoint[1], packet.t)
                if sock and endpoint in sock.endpoints:
                    then[sock.name] = state
            if then:
                told["then"] = then
            self.step_at(packet.t).packets.append(told)

    def packets_in_order(self) -> list[Packet]:
        """The packets in order of time; but what a kernel answers by itself stands behind what it answers. On another
        processor it may have been sent after packets of other conversations, or before."""
        told: list[Packet] = []
        for packet in self.packets:
            at = len(told)
            bare = packet.proto == "TCP" and not packet.data and "FIN" not in packet.flags and packet.flags != {"SYN"}
            if (packet.proto == "ICMP" or bare) and not packet.way:
                step = self.step_at(packet.t)
                while at and self.step_at(told[at - 1].t) is step and conversation_of(told[at - 1]) != conversation_of(packet):
                    at -= 1
                if not at or self.step_at(told[at - 1].t) is not step:
                    at = len(told)  # it answers nothing of this step
            told.insert(at, packet)
        return told

    def end_name(self, proto: str, end: Address, other: Address, t: int) -> str:
        if proto == "ICMP":
            return end[0]
        sock = self.socket_at(proto, end, other, t)
        return sock.name if sock else calls.format_address(end)

    def tell_output(self) -> None:
        for event in sorted(self.events, key=lambda event: self.thread_rank(event["tid"])):
            if event["event"] in ("out", "error"):
                kind = "text" if event["event"] == "out" else "error"
                self.step_at(event["t"]).out.append({"side": self.side_of(event["tid"]), kind: event["text"]})

    def tell_states(self) -> None:
        before: dict[str, list] = {}
        for step, end in zip(self.steps, [*self.starts[1:], float("inf")]):
            now: dict[str, list] = {}
            for row in step.quiet["tcp"]:
                local, peer = tuple(row["local"]), tuple(row["peer"])
                sock = self.by_inode.get(row["inode"]) or self.socket_at("TCP", local, peer, step.t)
                if sock and (row["state"] == "LISTEN" or (local, peer) in sock.endpoints):
                    unread = row["unread"]
                    if row["state"] in FIN_RECEIVED and unread:
                        unread -= 1  # to the kernel, a FIN is a byte too
                    now[sock.name] = [row["state"], unread]
            self.count_datagrams(step, end)
            for row in step.quiet["udp"]:
                sock = self.by_inode.get(row["inode"])
                if sock:
                    if not row["unread"]:
                        sock.unread.clear()
                    now[sock.name] = ["BOUND", sum(sock.unread)]
            for name in sorted(before.keys() - now.keys(), key=list(self.by_name).index):
                step.states[name] = ["CLOSED", 0]
            for name in sorted(now, key=list(self.by_name).index):
                if before.get(name) != now[name]:
                    step.states[name] = now[name]
            before = now

    def count_datagrams(self, step: Step, end: float) -> None:
        """Which datagrams wait in which UDP socket: those that arrived, less those that were read or thrown away. The
        kernel's own figure counts its memory, not the bytes."""
        for packet in self.packets:
            if step.t <= packet.t < end and packet.proto == "UDP" and packet.arrived:
                sock = self.socket_at("UDP", packet.dst, packet.src, packet.t)
                if sock and not packet.offset:
                    sock.unread.append(len(packet.data))
                elif packet.offset:
                    for one in self.sockets:
                        if one.kind == "UDP" and one.unread and one.unread[-1] >= 1400:
                            one.unread[-1] += len(packet.data)
        for row in step.quiet["udp"]:
            sock = self.by_inode.get(row["inode"])
            if sock and row["drops"] > sock.drops:
                del sock.unread[-(row["drops"] - sock.drops):]
                sock.drops = row["drops"]
        for trace in self.traces:
            for call in trace:
                if call.name in ("recvfrom", "recvmsg", "read") and not call.failed and "MSG_PEEK" not in call.text:
                    if step.t <= self.returns[id(call)] < end and call.result != "?":
                        sock = self.by_name.get(first_socket_name(call))
                        if sock and sock.kind == "UDP" and sock.unread:
                            sock.unread.pop(0)

    # The recording.

    def recorded_steps(self) -> list[dict]:
        steps = []
        for step in self.told_steps():
            one = {"side": step.side}
            if step.tid is not None and self.side_names and self.process_of[step.tid] in self.threaded:
                one["thread"] = self.thread_names.get(step.tid, "main")
            one["line"] = step.line
            parts = {"calls": [call for _, call in step.calls], "packets": step.packets, "states": step.states, "out": step.out}
            steps.append(one | {key: value for key, value in parts.items() if value})
        source = "\n".join(self.evidence["programs"])
        return Symbols(source, self.ephemeral_ports()).name_all(steps)

    def told_steps(self) -> list[Step]:
        """The steps of the recording."""
        shown = self.shown_steps()
        return [
            step for step, following in zip(shown, [*shown[1:], None])
            # else what it calls has no step
            if step.eventful or not following or (following.tid, following.line) != (step.tid, step.line)
        ]

    def shown_steps(self) -> list[Step]:
        """The steps without those that say nothing: docstrings, a line that only goes on, starts and ends without an
        event, and functions in which nothing happens but calculation."""
        quiet: set[int] = set()
        for tid in {step.tid for step in self.steps}:
            own = [step for step in self.steps if step.tid == tid]
            for at, step in enumerate(own):
                if step.again and not step.eventful:
                    quiet.add(id(step))
                if not step.again:
                    continue
                # Back in the function that called: the steps since that call.
                called = at - 1
                while called >= 0 and (id(own[called]) in quiet or not own[called].eventful) and own[called].func != step.func:
                    called -= 1
                if called >= 0 and (own[called].func, own[called].line) == (step.func, step.line):
                    quiet |= {id(one) for one in own[called + 1:at]}
        found = []
        for step in self.steps:
            docstrings = statement_lines(self.evidence["programs"][self.program_of[step.tid]])[1] if step.line else ()
            if step.eventful or not (step.line is None or step.line in docstrings or id(step) in quiet):
                found.append(step)
        return found

    def ephemeral_ports(self) -> set[int]:
        """The ports that the kernel chose."""
        found = {end[1] for packet in self.packets for end in (packet.src, packet.dst)}
        found |= {end[1] for sock in self.sockets for place in sock.endpoints for end in place if end}
        return found & set(EPHEMERAL)


class Symbols:
    """What differs from run to run, by name: ports that the kernel chose, folders for temporary files."""

    def __init__(self, source: str, ports: set[int]) -> None:
        self.ports = ports - {int(number.replace("_", "")) for number in re.findall(r"\b\d[\d_]*\b", source)}
        self.known: dict[str, str] = {}

    def name_all(self, value):
        """The same JSON value with symbols in all its strings; numbered as they appear."""
        match value:
            case str():
                text = re.sub(r"\b\d{5}\b", lambda found: self.name_port(found[0]), value)
                return TEMPORARY.sub("/tmp/…", text)
            case list():
                return [self.name_all(one) for one in value]
            case dict():
                return {key: self.name_all(one) for key, one in value.items()}
        return value

    def name_port(self, number: str) -> str:
        if int(number) not in self.ports:
            return number
        return self.known.setdefault(number, f"port{len(self.known) + 1}")


def process_names(programs: dict[int, int], roles: Sequence[str]) -> dict[int, str]:
    """What processes are called: the first of a program like the program, if it starts others "parent"; these "child"."""
    names: dict[int, str] = {}
    for process, program in programs.items():
        family = [one for one in programs if programs[one] == program]
        role = roles[program]
        first, others = ("parent", "child") if role == "program" and len(family) > 1 else (role, f"{role}'s child")
        number = family.index(process)
        names[process] = first if not number else others if number == 1 else f"{others} {number}"
    return names


def own_calls(trace: list[Call]) -> list[Call]:
    """The calls on sockets, without those of the recorder's own connections."""
    control = {
        inode for call in trace if call.name == "connect" and '/control"' in call.text
        for _, _, where in call.uses if (inode := calls.parse_inode(where))
    }
    found = []
    for call in trace:
        touched = {calls.parse_inode(where) for _, kind, where in call.uses + call.gives if kind.startswith("UNIX")}
        if (call.uses or call.gives or call.name.startswith("epoll_")) and not touched & control:
            found.append(call)
    return found


def conversation_of(packet: Packet) -> tuple:
    """What a packet belongs to, in either direction; an ICMP error belongs to what it quotes."""
    about = packet.about or packet
    return about.proto, *sorted((about.src, about.dst))


def first_socket_name(call: Call) -> str:
    return next(iter(call.names.values()), "")


def socket_kind(call: Call, kind: str) -> str:
    """TCP, UDP, UNIX, or what follows AF_ in the call that made it."""
    if kind.startswith(("TCP", "UDP")):
        return kind[:3]
    if kind.startswith("UNIX"):
        return "UNIX"
    return call.args[0].removeprefix("AF_") if call.name == "socket" else kind


def name_roles(files: Sequence[str]) -> list[str]:
    """What the programs of a run are called: server, proxy and client by the names of their files, one alone "program"."""
    if len(files) == 1:
        return ["program"]
    stems = [file.rpartition("/")[2].removesuffix(".py") for file in files]
    found = [next((role for role in ROLES if stem.endswith(role)), stem) for stem in stems]
    return [role if found.count(role) == 1 else f"{role} {found[:at + 1].count(role)}" for at, role in enumerate(found)]


def tell_recording(evidence: dict, name: str, files: Sequence[str], schedule: str, repeatable: bool) -> tuple[dict, bytes]:
    """The recording of a run (recordings/schema.json), and its packets as they were on the wire, a pcapng file.

    Of each packet the file says in which step it crossed. What a recording leaves out, for no program asked for it, has no such words.
    """
    story = Story(evidence, name_roles(files))
    numbers = {id(step): number for number, step in enumerate(story.told_steps(), 1)}
    frames = sorted((t, bytes.fromhex(frame), way) for t, frame, way in evidence["frames"])
    packets = [capture.decode_frame(*frame) for frame in frames]
    comments = [f"step {numbers[id(story.step_at(packet.t))]}" if packet else "" for packet in packets]
    programs = " and ".join(file.rpartition("/")[2] for file in files)
    return recording_of(story, name, files, schedule, repeatable), capture.encode_pcapng(frames, WHAT_PACKETS_ARE.format(programs), comments)


def recording_of(story: Story, name: str, files: Sequence[str], schedule: str, repeatable: bool) -> dict:
    return {
        "format": FORMAT, "example": name, "schedule": schedule, "repeatable": repeatable,
        "programs": [{"role": role, "file": file} for role, file in zip(story.roles, files, strict=True)],
        "sides": [{"name": side, "program": program} for side, program in story.sides.items()],
        "sockets": {sock.name: {"side": sock.side, "kind": sock.kind, "made_by": sock.made_by} for sock in story.sockets},
        "steps": story.recorded_steps(),
    }


def format_recording(recording: dict) -> str:
    """The text of a recording: one step a line, so that a diff reads well."""
    def line(value) -> str:
        return json.dumps(value, ensure_ascii=False)

    head = ",\n ".join(f"{line(key)}: {line(value)}" for key, value in recording.items() if key != "steps")
    steps = ",\n".join(line(step) for step in recording["steps"])
    return "{" + head + f',\n "steps": [\n{steps}\n]}}\n'
