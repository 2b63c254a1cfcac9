"""What holds for every recording, and what other eyes than ours say of the same packets.

`valid` is JSON Schema as far as recordings/schema.json uses it. `lawful` are the invariants of RFC 9293. `agree`,
`tracepoint_agrees` and `tshark_agrees` compare a run with the kernel's own list of sockets, with what it reported at
each change, and with tshark. `reworded` says a call again from its raw text. `steady` leaves of a pinned recording what every run has in
common. All raise AssertionError.
"""

import ast
import codecs
import json
import re
import subprocess
from collections import defaultdict
from copy import deepcopy
from itertools import chain
from pathlib import Path

from lab.paths import SNIPPETS
from lab.recording import calls, tracepoint
from lab.recording.story import Story
from lab.recording.tcp import CARRIES_DATA, NEXT
from lab.running import capture

SENDS = {"sendto", "sendmsg", "write", "writev", "sendfile"}
READS = {"recvfrom", "recvmsg", "read", "readv"}
READABLE = {"ESTABLISHED", "CLOSE-WAIT"}  # later the program may have closed, and what is unread is nobody's
TYPES = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "null": type(None)}
NOTES = {"$schema", "title", "description", "$defs"}


def valid(value, schema: dict, root: dict, where: str = "recording") -> None:
    """Check a value against a schema. A keyword that is not known here fails: a schema must not say what nobody checks."""
    for keyword, rule in schema.items():
        match keyword:
            case "$ref":
                valid(value, root["$defs"][rule.removeprefix("#/$defs/")], root, where)
            case "type":
                kinds = tuple(TYPES[kind] for kind in ([rule] if isinstance(rule, str) else rule))
                assert isinstance(value, kinds) and not (isinstance(value, bool) and bool not in kinds), f"{where} is no {rule}: {value!r}"
            case "const":
                assert value == rule and type(value) is type(rule), f"{where} is not {rule!r}: {value!r}"
            case "enum":
                assert value in rule, f"{where} is none of {rule}: {value!r}"
            case "pattern":
                assert not isinstance(value, str) or re.search(rule, value), f"{where} is not like {rule}: {value!r}"
            case "minLength" | "minItems" | "minProperties":
                assert len(value) >= rule, f"{where} is too short"
            case "maxLength" | "maxItems" | "maxProperties":
                assert len(value) <= rule, f"{where} is too long"
            case "minimum":
                assert value is None or value >= rule, f"{where} is below {rule}: {value!r}"
            case "maximum":
                assert value is None or value <= rule, f"{where} is above {rule}: {value!r}"
            case "required":
                assert not set(rule) - value.keys(), f"{where} lacks {set(rule) - value.keys()}"
            case "properties":
                for name in value.keys() & rule.keys():
                    valid(value[name], rule[name], root, f"{where}.{name}")
            case "additionalProperties":
                for name in value.keys() - schema.get("properties", {}).keys():
                    assert rule is not False, f"{where} has an unknown key {name!r}"
                    valid(value[name], rule, root, f"{where}.{name}")
            case "propertyNames":
                for name in value:
                    valid(name, rule, root, f"a key of {where}")
            case "items":
                for number, item in enumerate(value):
                    valid(item, rule, root, f"{where}[{number}]")
            case "prefixItems":
                for number, (item, one) in enumerate(zip(value, rule)):
                    valid(item, one, root, f"{where}[{number}]")
            case _:
                assert keyword in NOTES, f"nobody checks {keyword!r} of the schema"


class Direction:
    """What one socket has sent to another: sequence numbers are relative, that of the SYN is 0."""

    def __init__(self) -> None:
        self.next: int | None = None  # the next new sequence number
        self.fin: int | None = None  # that of the FIN
        self.data = 0  # bytes that were new
        self.acknowledged = 0  # by the other end

    def send(self, packet: dict, where: str) -> None:
        flags = packet["flags"].split()
        if "RST" in flags:
            return  # its number is the receiver's (RFC 9293, 3.5.2)
        seq, end = packet["seq"], packet["seq"] + packet["len"] + ("SYN" in flags) + ("FIN" in flags)
        if self.next is None:
            assert "SYN" in flags and seq == 0, f"{where}: the first segment is no SYN"
            self.next = 0
        assert seq <= self.next, f"{where}: {seq - self.next} sequence numbers left out"
        if end > self.next:
            if packet["len"]:
                self.data += end - ("FIN" in flags) - max(self.next, seq + ("SYN" in flags))
            self.next = end
        if "FIN" in flags:
            assert self.fin in (None, end - 1), f"{where}: a second FIN elsewhere"
            self.fin = end - 1
        assert self.fin is None or self.next == self.fin + 1, f"{where}: data after the FIN"


def lawful(recording: dict) -> None:
    """Transitions are legal; data goes only over an established connection; sequence and acknowledgement numbers add
    up; the bytes sent are the bytes that crossed and, up to the end of the stream, the bytes read."""
    sockets = recording["sockets"]
    states: dict[str, str] = defaultdict(lambda: "CLOSED")
    unread: dict[str, int] = defaultdict(int)
    directions: dict[tuple[str, str], Direction] = defaultdict(Direction)
    sent: dict[str, int] = defaultdict(int)
    read: dict[str, int] = defaultdict(int)
    ended: set[str] = set()
    reset: set[str] = set()
    waiting: dict[tuple[str, str, str], int] = defaultdict(int)
    sides = {side["name"] for side in recording["sides"]}
    for number, step in enumerate(recording["steps"], 1):
        where = f"{recording['example']}, step {number}"
        assert step["side"] in sides, f"{where}: whose is {step['side']!r}?"
        for packet in step.get("packets", ()):
            if packet["proto"] != "TCP" or "flags" not in packet:
                continue
            ends = packet["from"], packet["to"]
            flags = packet["flags"].split()
            there, back = directions[ends], directions[ends[::-1]]
            listener = states[ends[0]] == "LISTEN"  # a connection that nobody accepts is shown as its listener's
            if packet["len"] and there.next is not None and packet["seq"] + packet["len"] > there.next and "SYN" not in flags:
                if ends[0] in sockets and not listener:
                    assert states[ends[0]] in CARRIES_DATA, f"{where}: data in {states[ends[0]]}"
            # Of what comes through a device the sender's state is unknown; the receiver's tells whether it knew of it.
            new = states[ends[0]] in ("CLOSED", "SYN-SENT") if ends[0] in sockets else states[ends[1]] in ("CLOSED", "LISTEN")
            if "SYN" in flags and "ACK" not in flags and there.next is not None and new:
                there.__init__()  # the same two ends meet again
                back.__init__()
            if "RST" not in flags or there.next is not None:
                there.send(packet, where)
            if "ACK" in flags and "RST" not in flags:
                assert back.next is not None and packet["ack"] <= back.next, f"{where}: acknowledges what was not sent"
                assert packet["ack"] >= back.acknowledged, f"{where}: takes an acknowledgement back"
                back.acknowledged = packet["ack"]
            if "RST" in flags:
                reset |= set(ends)
            for name, state in packet.get("then", {}).items():
                # A socket that is connected to itself both sends the segment and gets it.
                legal = NEXT[states[name]].union(*(NEXT[one] for one in NEXT[states[name]] if ends[0] == ends[1]))
                assert state in legal, f"{where}: {name} goes from {states[name]} to {state}"
                states[name] = state
        for call in step.get("calls", ()):
            assert call["side"] in sides, f"{where}: whose is {call['side']!r}?"
            key = call["side"], call.get("sock", ""), call["call"]
            waiting[key] += call.get("waits", False) - call.get("resumes", False)
            assert waiting[key] >= 0, f"{where}: {call['call']} returns and has not waited"
            assert call.get("waits") or "raw" in call, f"{where}: {call['call']} has returned, and strace has not seen it"
            if call.get("sock"):
                assert call["sock"] in sockets, f"{where}: what is {call['sock']}?"
            result = re.search(r" = (\d+)(?: \(.*\))?$", call.get("raw", ""))
            if result and sockets.get(call.get("sock"), {}).get("kind") == "TCP":
                if call["call"] in SENDS:
                    sent[call["sock"]] += int(result[1])
                if call["call"] in READS and "MSG_PEEK" not in call["raw"] and "MSG_ERRQUEUE" not in call["raw"]:
                    read[call["sock"]] += int(result[1])
                    if result[1] == "0" and not re.search(r", 0(, |\))", call["text"]):
                        ended.add(call["sock"])
        for name, (state, bytes_left) in step.get("states", {}).items():
            assert name in sockets, f"{where}: what is {name}?"
            if sockets[name]["kind"] == "TCP" and state != states[name]:
                # Without a segment there is the beginning and the end; and close() counts though its FIN must wait.
                assert state in ("LISTEN", "CLOSED", "FIN-WAIT-1", "LAST-ACK"), f"{where}: {name} is {state}; its segments led to {states[name]}"
                assert state in NEXT[states[name]], f"{where}: {name} goes from {states[name]} to {state}"
                states[name] = state
            unread[name] = bytes_left
        # What is unread has arrived and has not been read.
        for (source, target), direction in directions.items():
            if sockets.get(target, {}).get("kind") == "TCP" and states[target] in READABLE and target not in reset | {source}:
                fin = direction.fin is not None and direction.acknowledged > direction.fin
                arrived = max(0, direction.acknowledged - 1 - fin)
                assert unread[target] == arrived - read[target], (
                    f"{where}: {target} has {unread[target]} bytes unread; {arrived} arrived and {read[target]} were read"
                )
    for (source, target), direction in directions.items():
        if source in sockets and target in sockets and sum(source == one for one, _ in directions) == 1:
            if source not in reset:
                assert direction.data == sent[source], f"{recording['example']}: {source} sent {sent[source]} bytes, {direction.data} crossed"
            assert read[target] <= direction.data, f"{recording['example']}: {target} read more than came"
            if target in ended and target not in reset:
                assert read[target] == direction.data, f"{recording['example']}: {target} saw the end after {read[target]} of {direction.data} bytes"


def agree(story: Story) -> None:
    """At every quiet point the states that the packets led to are those that the kernel reports."""
    for number, (step, derived, kernel) in enumerate(story.quiet_points(), 1):
        assert derived == kernel, f"quiet point {number}, line {step.line}: {sorted(set(derived.items()) ^ set(kernel.items()), key=str)}"


# A socket that is connected to itself sends a segment and gets it: two changes, of which a recording keeps the second.
FIRST_OF_TWO = {"ESTABLISHED": "SYN-RECEIVED", "CLOSING": "FIN-WAIT-1"}


def in_the_kernel(story: Story) -> list[tuple[tracepoint.Ports, list[str]]]:
    """The states that the packets led to, endpoint by endpoint, where the kernel has a struct sock for it."""
    lives: list[tuple[tracepoint.Ports, list[str]]] = []
    current: dict[tuple, list[str]] = {}
    for _, _, change in story.changes:
        for endpoint, state in change.items():
            local, peer = endpoint
            if state == "TIME-WAIT":
                # net/ipv4/tcp_minisocks.c, tcp_time_wait: a smaller structure takes over, and the struct sock is closed.
                state = "CLOSED"
            life = current.get(endpoint)
            if life is None or life[-1] == "CLOSED":
                if state == "CLOSED":
                    continue  # TIME-WAIT ends: no struct sock any more
                life = current[endpoint] = []
                lives.append(((local[1], peer[1] if peer else 0), life))
            first = FIRST_OF_TWO.get(state)
            if local == peer and first and life[-1:] != [first]:
                life.append(first)
            life.append(state)
    for _, life in lives:
        if life[-1] == "FIN-WAIT-2":
            # net/ipv4/tcp.c, __tcp_close: the program has closed, so the smaller structure waits for the FIN too.
            life.append("CLOSED")
    # net/ipv4/tcp_minisocks.c, tcp_check_req: before the handshake is complete there is a request, and no struct sock.
    # The child then begins in SYN-RECEIVED, which it leaves at once.
    return [(ports, life) for ports, life in lives if life[0] != "SYN-RECEIVED" or "ESTABLISHED" in life]


def never_sent(story: Story) -> list[tuple[tracepoint.Ports, list[str]]]:
    """What no packet shows. net/ipv4/tcp_ipv4.c, tcp_v4_connect: SYN-SENT comes first, then the search for a pair of
    addresses that is not in use; where there is none, CLOSED."""
    return [
        ((place[0][1], calls.parse_sockaddr(call.text)[1]), ["SYN-SENT", "CLOSED"])
        for trace in story.traces for call in trace
        if call.name == "connect" and call.error == "EADDRNOTAVAIL" and (place := calls.parse_addresses(call.uses[0][2]))
    ]


def tracepoint_agrees(story: Story, changes: list[tracepoint.Change]) -> None:
    """Every socket went through the states that the packets led to, in that order. Sockets are known by their ports
    here: this form of the trace has no IPv6 addresses."""
    derived, unsent = in_the_kernel(story), never_sent(story)
    kernel = tracepoint.socket_lives(changes, story.program_of.keys(), {ports for ports, _ in derived})
    kernel = [life for life in kernel if life not in unsent]
    assert sorted(kernel) == sorted(derived), (
        f"the kernel alone: {[life for life in kernel if life not in derived]}; "
        f"the packets alone: {[life for life in derived if life not in kernel]}"
    )


FIELDS = ("frame.number", "frame.comment", "tcp.flags", "tcp.seq", "tcp.ack", "tcp.len", "tcp.payload", "udp.length", "udp.payload", "ip.proto", "ipv6.nxt")


def tshark(file: Path) -> list[dict[str, str]]:
    """What tshark reads in a file of packets: a dict for each, by field."""
    done = subprocess.run(
        ["tshark", "-n", "-r", str(file), "-o", "tcp.relative_sequence_numbers:TRUE", "-o", "ip.defragment:FALSE", "-T", "fields",
         "-E", "separator=/t", "-E", "occurrence=f", *(part for name in FIELDS for part in ("-e", name))],
        capture_output=True, text=True, check=True,
    )
    return [dict(zip(FIELDS, line.split("\t"))) for line in done.stdout.splitlines()]


def tshark_agrees(file: Path, recording: dict) -> None:
    """tshark reads the same steps, flags, relative numbers, lengths and payloads in the file of a recording's packets."""
    rows, frames = tshark(file), capture.decode_pcapng(file.read_bytes())
    assert len(rows) == len(frames)
    read = [(row, packet) for row, (frame, _) in zip(rows, frames) if (packet := capture.decode_frame(*frame))]
    told = [(number, packet) for number, step in enumerate(recording["steps"], 1) for packet in step.get("packets", ())]
    assert [row["frame.comment"] for row, _ in read] == [f"step {number}" for number, _ in told]
    begun = set()
    for (row, packet), (_, shown) in zip(read, told):
        where = f"frame {row['frame.number']}"
        if packet.proto == "TCP" and packet.offset is None:
            bits = int(row["tcp.flags"], 16)
            assert shown["flags"].split() == [name for bit, name in capture.FLAGS if bits & bit], f"{where}: flags"
            assert shown["len"] == int(row["tcp.len"]), f"{where}: length"
            assert packet.data.hex() == row["tcp.payload"], f"{where}: payload"
            if "SYN" in packet.flags:
                begun.add((packet.src, packet.dst))
            if (packet.src, packet.dst) in begun:
                assert shown["seq"] == int(row["tcp.seq"]), f"{where}: sequence number"
            if "ack" in shown and (packet.dst, packet.src) in begun:
                assert shown["ack"] == int(row["tcp.ack"]), f"{where}: acknowledgement"
        elif packet.proto == "UDP" and packet.offset is None:
            assert shown["len"] == int(row["udp.length"]) - 8, f"{where}: length"
            assert packet.data.hex() == row["udp.payload"], f"{where}: payload"
        assert packet.data[:64].decode("latin-1") == shown.get("data", ""), f"{where}: data"


# The words of a call, and its raw text

QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
RAW = re.compile(r"(\w+)\((.*)\) = (-?\d+|0x[0-9a-f]+)(.*)", re.DOTALL)
PORT = re.compile(r"\bport(?=\d)")  # ports that the kernel chose, as symbols


def reworded(raw: str, sockets: dict) -> str:
    """What is said of a call whose raw text is this: with descriptors for the sockets' names, as strace has it."""
    number = {name: 10 + at for at, name in enumerate(sockets)}
    text = re.sub(rf"{QUOTED.pattern}|\b[A-Z]\d+\b", lambda one: f"{number[one[0]]}<TCP:[0]>" if one[0] in number else one[0], PORT.sub("6100", raw))
    text = re.sub(r"data=(\d+)<TCP:\[0\]>", r"data={u32=\1, u64=0}", text)
    names = re.compile("|".join(sorted(sockets, key=len, reverse=True)))
    made = re.match(r"socketpair\(.*(\[.*\])|(?:socket|accept4?)\(.*\) = (.*)", raw, re.DOTALL)
    made = names.findall(made[1] or made[2]) if made else []
    name, arguments, result, rest = RAW.fullmatch(text).groups()
    rest = rest.replace("<TCP:[0]>", "")  # there they are bare
    return "".join(calls.word_call(calls.Call(0, 0, 0, name, arguments, result, rest, {at: name for name, at in number.items()}, made)))


def worded(recording: dict) -> None:
    """Each call's words are what its raw text says. What dup() returns is a number that only the words have."""
    for number, step in enumerate(recording["steps"], 1):
        for call in step.get("calls", ()):
            if "raw" in call:
                raw, text = call["raw"], PORT.sub("6100", call["text"])
                if "inet_addr(…)" in raw:  # all strings are left out of the raw text of such a call
                    raw, text = raw.replace("inet_addr(…)", 'inet_addr("0.0.0.0")'), re.sub(r"(\d+\.){3}\d+", "0.0.0.0", text)
                said = reworded(raw, recording["sockets"])
                if call["call"] == "dup":
                    text, said = (re.sub(r"\d+$", "", one) for one in (text, said))
                if "…" in raw and 'b"' in said and 'b"' not in text:
                    said = calls.hide_data(said)
                assert said == text, f"{recording['example']}, step {number}: {call['raw']!r} is not {text!r}"
            else:
                assert re.fullmatch(rf"{call['call']}\(.*\) … waits", call["text"], re.DOTALL), call


# Of a pinned recording: what every run has in common


def edited(recording: dict, edit) -> list[dict]:
    """The steps with all bytes edited: in the packets, and in quotation marks in the calls; but not those of addresses."""
    def quoted(found: re.Match) -> str:
        # No byte is written as \\N, \\u or \\U: such a backslash is one that was cut off from what it belongs to.
        known = re.sub(r"\\(?:([NuU])|.)", lambda escape: rf"\\{escape[1]}" if escape[1] else escape[0], found[1], flags=re.DOTALL)
        return repr(edit(codecs.decode(known.encode("latin-1", "replace"), "unicode_escape").encode("latin-1")))

    steps = deepcopy(recording["steps"])
    for packet in chain.from_iterable(step.get("packets", ()) for step in steps):
        if "data" in packet:
            packet["data"] = repr(edit(packet["data"].encode("latin-1")))
    for call in chain.from_iterable(step.get("calls", ()) for step in steps):
        for key in call.keys() & {"text", "raw"}:
            call[key] = re.sub(rf"(?<!inet_addr\()(?<!AF_INET6, ){QUOTED.pattern}", quoted, call[key])
    return steps


def without_id(recording: dict) -> list[dict]:
    """An id is what the first datagram begins with, two bytes, wherever it stands again."""
    first = next(packet["data"] for step in recording["steps"] for packet in step.get("packets", ()) if packet["proto"] == "UDP")
    return edited(recording, lambda data: data.replace(first[:2].encode("latin-1"), b"id"))


def without_ciphertext(recording: dict) -> list[dict]:
    """The heads of TLS's records, and of all else the length. Who waits for whom in its handshake differs."""
    steps = edited(recording, lambda data: (re.match(rb"[\x14-\x17]\x03[\0-\4]..|", data, re.DOTALL)[0]).ljust(len(data), b"."))
    for step in steps:
        step["calls"] = [call for call in step.get("calls", ()) if call["call"] != "poll" and "EAGAIN" not in call["text"]]
    return steps


def without_version(recording: dict) -> list[dict]:
    """Without the version of Python and the day, and what follows from their length: `lawful` sees that the numbers fit."""
    steps = edited(recording, lambda data: re.sub(rb"Python/.*", b"", data, flags=re.DOTALL))
    for step in steps:
        for packet in step.get("packets", ()):
            packet |= {"seq": 0, "ack": 0, "len": 0}
        for call in step.get("calls", ()):
            call |= {key: re.sub(r" = \d+$", "", call[key]) for key in call.keys() & {"text", "raw"}}
    return steps


def without_ports(recording: dict) -> list[dict]:
    """Some of them are symbols, and some are not: which of the two is luck."""
    return json.loads(re.sub(r"\bport\d+\b|\b[1-9]\d{4}\b", "port", json.dumps(recording["steps"])))


def once(recording: dict) -> list[list]:
    """A segment that is sent again gives the wire one more turn: each line, and each event of a line, the first time
    that it is there, in this order. The lines of a function are steps only where something happens in it; what a
    packet does to a state, and when it is seen, is no part of it."""
    source = ast.parse((SNIPPETS / recording["programs"][0]["file"]).read_text(encoding="utf-8"))
    inside = {line for one in ast.walk(source) if isinstance(one, ast.FunctionDef) for line in range(one.lineno + 1, one.end_lineno + 1)}
    lines = {(step["side"], step["line"]): None for step in recording["steps"] if step["line"] not in inside}
    events = {
        json.dumps([kind != "packets" and step["line"], {key: value for key, value in event.items() if key != "then"}]): None
        for step in recording["steps"] for kind in ("calls", "packets", "out") for event in step.get(kind, ())
    }
    return [list(lines), list(events)]


# By the words of the reason in recordings/pinned.yml. Of a timer nothing is masked: the run is made again.
VARIES = {
    "the wire holds": once, "delayed acknowledgement": once, "the id of each": without_id, "encrypted": without_ciphertext,
    "at random": without_ports, "the version of Python": without_version,
}


def steady(recording: dict, reason: str) -> list:
    return next((form for words, form in VARIES.items() if words in reason), lambda one: one["steps"])(recording)
