"""A recording as a picture and as a story: the same run, once drawn and once told.

`draw_svg` draws it: time runs downwards, a lifeline for each side, arrows for packets, boxes for states. Where one
program holds both ends, its sockets are the lifelines. Each part carries the number of its step in `data-step`,
counted from 1, so that the player has only to mark parts. `tell_steps` tells each step in a sentence or two.

Every text is set in a monospaced font, whose width is known without a browser. So each part is put in the first
free place below what came before it, and no two texts can meet.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable
from html import escape
from itertools import permutations

EDGE = 62  # from the edge of the drawing to the first lifeline: half a box with the longest state
APART = {2: 242, 3: 204}  # between two lifelines, by how many there are
WIDTH = 640  # at most
SMALL = 11.5  # the size of the text
ADVANCE = 0.63 * SMALL  # a character's width; monospaced fonts take 0.55 to 0.62 of their size
LINE = 14  # from one line of text to the next
LONGEST_TOLD = 60  # characters of data in the story
LONGEST = 3  # lines of data under an arrow; the rest is in the program's own listing and in the player

# Calls that the drawing names. The others show in what they send, or are of interest only beside the program.
NAMED = {"connect", "accept", "shutdown", "close"} | {"recv", "recvfrom", "recvmsg", "recv_into", "read"}
TALKING = {"TCP", "UDP", "UNIX"}  # other sockets, which only look on, have no lifeline
NUMBERS = ("seq", "ack", "type", "code", "offset")
# What a reader calls the most common ICMP messages, by type and code; those of ICMPv6 among them.
ICMP = {
    (0, 0): "echo reply", (8, 0): "echo request", (129, 0): "echo reply", (128, 0): "echo request", (3, 3): "port unreachable",
    (1, 4): "port unreachable", (3, 4): "fragmentation needed", (2, 0): "packet too big", (11, 0): "time exceeded",
}


def packet_heading(packet: dict) -> str:
    """`SYN ACK`, `UDP`, `ICMP port unreachable`."""
    message = ICMP.get((packet.get("type"), packet.get("code")), "")
    return packet.get("flags") or f"{packet['proto']} {message}".rstrip()


def quote_data(packet: dict) -> str:
    """What a packet carries, in Python's words."""
    data = packet.get("data", "").encode("latin-1")
    if not data:
        return ""
    words = repr(data)
    if words.startswith("b'") and '"' not in words and "\\'" not in words:
        words = f'b"{words[2:-1]}"'
    return words + ("…" if packet.get("more") else "")


def call_result(call: dict) -> str:
    """What a call gave back: `S2`, `b'hello'`, `ECONNREFUSED`; empty if it has not returned."""
    for sign in (") → ", ") = "):
        if sign in call["text"]:
            return call["text"].rsplit(sign, 1)[1]
    return ""


def call_failed(call: dict) -> bool:
    return ") → " in call["text"]


# The story


def tell_steps(recording: dict) -> dict[int, str]:
    """Each step in which something happened, told in sentences, by its number."""
    told: dict[int, str] = {}
    known: dict[str, str] = {}
    unread: dict[str, int] = {}
    threads = len(recording["programs"]) == 1 and len(recording["sides"]) > 1 and recording["sides"][0]["name"] == "main"
    who = {side["name"]: ("the thread " if threads else "the ") + side["name"] for side in recording["sides"]}
    for number, step in enumerate(recording["steps"], 1):
        early, late = divide_calls(step)
        words = _begun(early)
        for packet in step.get("packets", ()):
            words.append(_sent(packet))
            words += _changed(known, packet.get("then", {}))
        words += _followed(late, who)
        words += _changed(known, {sock: state for sock, (state, _) in step.get("states", {}).items()})
        for sock, (_, waiting) in step.get("states", {}).items():
            if unread.get(sock, 0) != waiting:
                what = "connection to accept" if known[sock] == "LISTEN" else "unread byte"
                words.append(f"{sock} holds {waiting or 'no'} {_several(what, waiting)}.")
            unread[sock] = waiting
        for line in step.get("out", ()):
            side = _capital(who[line.get("side", step["side"])])
            words.append(f"{side} ends with {line['error']}." if "error" in line else f"{side} prints “{line['text'].strip()}”.")
        if words:
            told[number] = " ".join([_place(recording["steps"], number, who[step["side"]]), *words])
    return told


def _place(steps: list[dict], number: int, who: str) -> str:
    step = steps[number - 1]
    thread = f" in its thread {step['thread']}" if "thread" in step else ""
    if step["line"]:
        return f"{_capital(who)} runs line {step['line']}{thread}."
    if not any(other["side"] == step["side"] for other in steps[: number - 1]):
        return f"{_capital(who)} starts."
    if not any(other["side"] == step["side"] and other["line"] for other in steps[number:]):
        return f"{_capital(who)} comes to its end."
    return "Time passes."


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def _name(call: dict) -> str:
    return f"{call['call']}({call.get('sock') or ''})"


def divide_calls(step: dict) -> tuple[list[dict], list[dict]]:
    """The calls of a step: those that come before its packets, and those that the packets let return."""
    early: list[dict] = []
    late: list[dict] = []
    for call in step.get("calls", ()):
        woken = call.get("resumes") or any(call["side"] == other["side"] for other in late)
        waits_for_answer = call.get("waits") and any(_who(call) == _who(other) for other in early)
        (late if woken or waits_for_answer else early).append(call)
    return early, late


def _who(call: dict) -> tuple:
    return call["side"], call.get("sock")


def _begun(calls: list[dict]) -> list[str]:
    done = [call["text"] for call in calls if not call.get("waits")]
    said = [f"It calls {'; '.join(done)}."] if done else []
    return said + [f"{_name(call)} waits." for call in calls if call.get("waits")]


def _followed(calls: list[dict], who: dict[str, str]) -> list[str]:
    said = []
    for call in calls:
        if call.get("waits"):
            said.append(f"In {who[call['side']]}, {_name(call)} waits.")
        elif call.get("resumes"):
            said.append(f"In {who[call['side']]}, {_name(call)} returns{f' {call_result(call)}' if call_result(call) else ''}.")
        else:
            said.append(f"{_capital(who[call['side']])} calls {call['text']}.")
    return said


def _several(words: str, count: int) -> str:
    noun, _, rest = words.partition(" to ")
    return f"{noun}{'s' * (count != 1)}{f' to {rest}' if rest else ''}"


def _sent(packet: dict) -> str:
    size, data = packet.get("len", 0), quote_data(packet)
    numbers = [f"{key} {packet[key]}" for key in NUMBERS if key in packet]
    what = packet_heading(packet)
    if size:
        data = data if len(data) <= LONGEST_TOLD else data[:LONGEST_TOLD] + "…"
        what, numbers = f"{size} byte{'s' * (size != 1)}{f', {data},' if data else ''}", [what, *numbers]
    aside = f" ({', '.join(numbers)})" if numbers else ""
    return f"{packet['from']} sends {what} to {packet['to']}{aside}{', and it is lost' if packet.get('lost') else ''}."


def _changed(known: dict[str, str], states: dict[str, str]) -> list[str]:
    new = {sock: state for sock, state in states.items() if known.get(sock) != state}
    known.update(new)
    return [f"{sock} is now {state}." for sock, state in new.items()]


# The picture


class Lifeline:
    """A side of the conversation, or a socket of a program that holds several."""

    def __init__(self, title: str, sockets: list[str]) -> None:
        self.title, self.sockets = title, sockets
        self.place, self.x, self.bottom = 0, 0.0, 0.0


def arrange_lifelines(recording: dict) -> list[Lifeline]:
    """The lifelines from left to right: neighbours talk to each other, and who speaks first is on the left."""
    packets = [packet for step in recording["steps"] for packet in step.get("packets", ())]
    ends = {end for packet in packets for end in (packet["from"], packet["to"])}
    by_side: dict[str, list[str]] = {}
    sockets = {name: sock for name, sock in recording["sockets"].items() if name in ends or sock["kind"] in TALKING}
    for name, sock in sockets.items():
        by_side.setdefault(sock["side"], []).append(name)
    owner = {name: side for side, names in by_side.items() for name in names}
    alone = len(by_side) == 1 or any(owner.get(packet["from"]) == owner.get(packet["to"], "") for packet in packets)
    # A program that is the wire holds both ends, whichever of its threads made them.
    alone = alone or any(end.isalpha() for end in ends - owner.keys())
    groups = _by_socket(recording, sockets) if alone else by_side
    known = {name for names in groups.values() for name in names}
    for packet in packets:
        for end in (packet["from"], packet["to"]):
            if end not in known:  # nobody: a port on which no socket is
                known.add(end)
                groups.setdefault(str(end), []).append(end)
    if alone and len(groups) > 3:
        groups = _two_sides(groups, packets) or groups
    group_of = {name: group for group, names in groups.items() for name in names}
    talk = Counter(frozenset((group_of[packet["from"]], group_of[packet["to"]])) for packet in packets)
    first = group_of[packets[0]["from"]] if packets else next(iter(groups), "")

    def cost(order: tuple[str, ...]) -> tuple:
        where = {group: index for index, group in enumerate(order)}
        far = sum(count * (max(where[g] for g in pair) - min(where[g] for g in pair)) for pair, count in talk.items())
        return far, where[first] if first in where else 0

    # Six lifelines have 720 orders; a figure with more could not be read anyway.
    orders = permutations(groups) if 1 < len(groups) <= 6 else [tuple(groups)]
    found = [Lifeline(group, groups[group]) for group in min(orders, key=cost)]
    apart = APART.get(len(found)) or (WIDTH - 2 * EDGE) / max(1, len(found) - 1)
    for index, line in enumerate(found):
        line.place, line.x = index, EDGE + index * apart
    return found


def _by_socket(recording: dict, sockets: Iterable[str]) -> dict[str, list[str]]:
    """A group for each socket; those that accept made stand with the one that listens."""
    parents = {
        call_result(call): call["sock"]
        for step in recording["steps"] for call in step.get("calls", ()) if call["call"] == "accept" and call_result(call)
    }
    groups: dict[str, list[str]] = {}
    for name in sockets:
        groups.setdefault(parents.get(name, name), []).append(name)
    return {_title(names): names for names in groups.values()}


def _title(names: list[str]) -> str:
    # An address stands for a port on which no socket is; it gives the name only where it is alone.
    names = sorted((name for name in names if ":" not in name), key=lambda name: (len(name), name)) or names[:1]
    return " ".join(names) if len(names) < 4 else f"{names[0]} … {names[-1]}"


def _two_sides(groups: dict[str, list[str]], packets: list[dict]) -> dict[str, list[str]] | None:
    """Many sockets of one program as two lifelines: those that speak first, and those that answer. None if some do both."""
    group_of = {name: group for group, names in groups.items() for name in names}
    side: dict[str, int] = {}
    for packet in packets:
        start, end = group_of[packet["from"]], group_of[packet["to"]]
        if start not in side:
            side[start] = 1 - side[end] if end in side else 0
        if side.setdefault(end, 1 - side[start]) == side[start]:
            return None
    both: list[list[str]] = [[], []]
    for group, names in groups.items():
        both[side.get(group, 1)] += names
    return {_title(names): names for names in both if names}


class Picture:
    """The parts of the drawing, each put where nothing is yet."""

    def __init__(self, recording: dict) -> None:
        self.recording = recording
        self.lines = arrange_lifelines(recording)
        self.line_of = {name: line for line in self.lines for name in line.sockets}
        self.width = (self.lines[-1].x if self.lines else EDGE) + EDGE
        if len(self.lines) < 2:
            self.width = 366.0  # room for what a lone socket says
        self.bottom = 26.0
        self.parts: list[str] = []
        self.taken: list[tuple[float, float, float, float]] = []
        self.states: dict[str, str] = {}
        last = set(self.lines[-1].sockets) if self.lines else set()
        if any({packet["from"], packet["to"]} <= last for step in recording["steps"] for packet in step.get("packets", ())):
            self.width = max(self.width, self.lines[-1].x + 164)  # a packet to itself is drawn to the right
        self.silent = not any(step.get("packets") for step in recording["steps"])  # a Unix socket: calls are all there is

    def take_place(self, left: float, right: float, height: float, lines: list[Lifeline]) -> float:
        """The top of the first free place of that size, below what these lifelines already have."""
        top = max(line.bottom for line in lines)
        while hit := [box for box in self.taken if box[0] < right and left < box[2] and box[1] < top + height and top < box[3]]:
            top = max(box[3] for box in hit)
        self.taken.append((left, top, right, top + height))
        for line in lines:
            line.bottom = top + height
        return top

    def add_text(self, x: float, y: float, text: str, anchor: str = "middle", kind: str = "") -> None:
        kind = f' class="{kind}"' if kind else ""
        self.parts.append(f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}"{kind}>{escape(text, quote=False)}</text>')

    def add_state(self, name: str, state: str) -> None:
        """A box on the lifeline, when the state is a new one."""
        if name not in self.line_of or self.states.get(name) == state:
            return
        self.states[name] = state
        line, words = self.line_of[name], f"{name} {state}"
        half = round(len(words) * ADVANCE / 2 + 5)
        top = self.take_place(line.x - half, line.x + half, 21, [line])
        self.parts.append(f'<rect x="{line.x - half:g}" y="{top + 1:g}" width="{2 * half:g}" height="18" rx="4" class="state s{line.place}"/>')
        self.add_text(line.x, top + 14, words)

    def add_call(self, call: dict, words: str) -> None:
        """A program's call, beside the lifeline of its side, else of its socket, and towards the middle of the drawing."""
        line = self.line_of.get(call.get("sock"))
        if line is None:  # a call on several sockets, or on none
            return
        line = next((one for one in self.lines if one.title == call["side"]), line)
        room = int((self.width - EDGE - 12) / ADVANCE) if line in (self.lines[0], self.lines[-1]) else 30
        words = words if len(words) <= room else words[: room - 1] + "…"
        length = len(words) * ADVANCE
        if line is self.lines[0]:
            left, anchor, x = line.x, "start", line.x + 8
        elif line is self.lines[-1]:
            left, anchor, x = line.x - length - 10, "end", line.x - 8
        else:
            left, anchor, x = line.x - length / 2, "middle", line.x
        top = self.take_place(left, left + length + 10, LINE + 2, [line])
        if anchor != "middle":
            self.parts.append(f'<circle cx="{line.x:g}" cy="{top + 8:g}" r="3" class="s{line.place}"/>')
        self.add_text(x, top + 12, words, anchor, "call")

    def add_packet(self, packet: dict, order: int) -> None:
        start, end = self.line_of[packet["from"]], self.line_of[packet["to"]]
        then = packet.get("then", {})
        for name, state in then.items():  # the sender's state changes as it sends
            if self.line_of.get(name) is start:
                self.add_state(name, state)
        self.add_arrow(packet, start, end, order)
        for name, state in then.items():
            if self.line_of.get(name) is not start:
                self.add_state(name, state)

    def add_arrow(self, packet: dict, start: Lifeline, end: Lifeline, order: int) -> None:
        itself = start is end
        left, right = sorted((start.x, start.x + 162 if itself else end.x))
        room = max(8, int((right - left - 12) / ADVANCE)) if not itself else 20
        label = _wrap([*packet_heading(packet).split(" "), *_numbers(packet)], room)
        data = _cut(quote_data(packet), room, LONGEST)
        between = self.lines[min(start.place, end.place): max(start.place, end.place) + 1]
        top = self.take_place(left, right, LINE * (len(label) + len(data)) + 15, between)
        middle = (left + right) / 2 if not itself else start.x + 10 + room * ADVANCE / 2
        y = top + LINE * len(label) + 3
        for index, words in enumerate(label):
            self.add_text(middle, top + 11 + LINE * index, words, kind="flags" if not index else "")
        kind = f"packet s{start.place}{' rst' if 'RST' in packet.get('flags', '') else ''}"
        style = f' style="--n:{order}"' if order else ""
        if itself:
            self.parts.append(f'<path pathLength="1" d="M{start.x:g} {y:g}h40v7h-37" class="{kind}"{style}/>')
            tip, way = start.x + 2, -1
        else:
            way = 1 if end.x > start.x else -1
            tip = end.x - 2 * way
            if packet.get("lost"):
                tip = start.x + 0.62 * (end.x - start.x)
            fall = 7 * abs(tip - start.x) / abs(end.x - start.x)
            self.parts.append(f'<path pathLength="1" d="M{start.x:g} {y:g}L{tip:g} {y + fall:g}" class="{kind}"{style}/>')
            if packet.get("lost"):
                self.parts.append(f'<path d="M{tip - 5:g} {y + fall - 5:g}l10 10m0-10l-10 10" class="{kind} cross"/>')
                self.add_text(tip + 12 * way, y + fall + 4, "lost", "start" if way > 0 else "end", "flags")
        if not packet.get("lost"):
            self.parts.append(f'<path d="M{tip - 9 * way:g} {y + 2.5:g}L{tip:g} {y + 7:g}l{-9 * way:g} 4z" class="head {kind}"/>')
        for index, words in enumerate(data):
            self.add_text(middle, y + 20 + LINE * index, words, kind="data")

    def needs_call(self, call: dict, speaking: set[str]) -> bool:
        """Whether the drawing needs the call: to see who began, who waits and who goes on."""
        if call["call"] == "close":
            return call.get("sock") in speaking
        return bool(self.silent or call["call"] in NAMED or call.get("waits") or call.get("resumes"))

    def add_step(self, number: int, step: dict) -> None:
        """One step: what begins, then what crosses, then what returns."""
        for line in self.lines:
            line.bottom = self.bottom + 3
        before = len(self.parts)
        early, late = divide_calls(step)
        speaking = {packet["from"] for packet in step.get("packets", ())}
        for call in early:
            if self.needs_call(call, speaking):
                self.add_call(call, _begins(call, early + late, speaking))
        for order, packet in enumerate(step.get("packets", ())):
            self.add_packet(packet, order)
        for call in early:
            if call["call"] == "connect" and call["sock"] in speaking and (words := _connected(call, early + late)):
                self.add_call(call, words)
        for index, call in enumerate(late):
            # Of poll and the recv that follows it, the second is the one to tell.
            followed = any(_who(call) == _who(other) and other["call"] in NAMED for other in late[index + 1:])
            if self.needs_call(call, speaking) and not followed:
                self.add_call(call, _returns(call))
        for name, (state, _) in step.get("states", {}).items():
            self.add_state(name, state)
        if len(self.parts) == before:
            return
        top, self.bottom = self.bottom, max(line.bottom for line in self.lines) + 3
        band = f'<rect x="0" y="{top + 1:g}" width="{self.width:g}" height="{self.bottom - top - 2:g}" rx="3" class="band"/>'
        group = "".join(self.parts[before:])
        self.parts[before:] = [f'<g data-step="{number}">{band}{group}</g>']


def _numbers(packet: dict) -> list[str]:
    size = packet.get("len", 0)
    return [f"{key}={packet[key]}" for key in NUMBERS if key in packet] + [f"len={size}"] * bool(size)


def _wrap(words: list[str], room: int) -> list[str]:
    lines = [words[0]]
    for word in words[1:]:
        if len(lines[-1]) + 1 + len(word) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _cut(text: str, room: int, most: int) -> list[str]:
    lines = [text[at: at + room] for at in range(0, len(text), room)]
    if len(lines) > most:
        lines = lines[:most]
        lines[-1] = lines[-1][:-1] + "…"
    return lines


def _begins(call: dict, calls: list[dict], speaking: set[str]) -> str:
    name = _name(call)
    if call.get("waits"):
        return f"{name} waits"
    if call["call"] in {"shutdown", "close"} or (call["call"] == "connect" and call["sock"] in speaking and _connected(call, calls)):
        return name
    return f"{name} {'→' if call_failed(call) else '='} {call_result(call)}"


def _connected(call: dict, calls: list[dict]) -> str:
    """How a connect ended, in Python's view. With a time-out Python polls, and asks for the outcome with getsockopt."""
    if call_result(call) != "EINPROGRESS":
        return _returns(call)
    asked = [other for other in calls if other["call"] == "getsockopt" and _who(other) == _who(call)]
    if not asked:
        return ""
    return "connect returns" if call_result(asked[-1]) == "0" else f"connect → {call_result(asked[-1])}"


def _returns(call: dict) -> str:
    given = call_result(call)
    if call.get("waits"):
        return f"{_name(call)} waits"
    if call_failed(call):
        return f"{call['call']} → {given}"
    return f"{call['call']} returns{'' if given in {'0', ''} else f' {given}'}"


def take_steps(recording: dict, first: int, last: int | None) -> dict:
    """The recording of some steps, with the sockets that they name."""
    steps = recording["steps"][first - 1:last]
    if len(steps) == len(recording["steps"]):
        return recording
    named = {packet[end] for step in steps for packet in step.get("packets", ()) for end in ("from", "to")}
    named |= {call.get("sock") for step in steps for call in step.get("calls", ())} | {name for step in steps for name in step.get("states", {})}
    return recording | {"steps": steps, "sockets": {name: sock for name, sock in recording["sockets"].items() if name in named}}


def draw_svg(recording: dict, title: str, first: int = 1, last: int | None = None) -> str:
    """The drawing of a recording, or of its steps from `first` to `last`, counted from 1; without `last`, to its end."""
    steps = list(enumerate(recording["steps"], 1))[:last]
    picture = Picture(take_steps(recording, first, last))
    for number, step in steps:
        if number < first:  # known, and not drawn
            for packet in step.get("packets", ()):
                picture.states.update(packet.get("then", {}))
            picture.states.update({name: state for name, (state, _) in step.get("states", {}).items()})
        else:
            picture.add_step(number, step)
    height = picture.bottom + 8
    told = " ".join(words for number, words in tell_steps(recording).items() if first <= number <= len(steps))
    name = "sequence-" + hashlib.sha256((recording["example"] + title + told).encode()).hexdigest()[:8]
    heads = [
        f'<path d="M{line.x:g} 24V{height:g}" class="life s{line.place}"/>'
        f'<text x="{line.x:g}" y="16" text-anchor="middle" class="title">{escape(line.title)}</text>'
        for line in picture.lines
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {picture.width:g} {height:g}" width="{picture.width:g}" '
        f'height="{height:g}" role="img" aria-labelledby="{name}-title" aria-describedby="{name}-words">'
        f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-words">{escape(told)}</desc>'
        f"{''.join(heads)}{''.join(picture.parts)}</svg>"
    )
