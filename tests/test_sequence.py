"""The drawing of a recording, and its story: complete, and true to it. (That texts do not meet is measured in test_player.py.)"""

import json
import re
import xml.etree.ElementTree as ET

import pytest

from lab.drawing.sequence import arrange_lifelines, draw_svg, tell_steps
from lab.paths import DOCS, RECORDINGS


def tcp(start: str, end: str, flags: str, seq: int, ack: int | None = None, data: str = "", **more) -> dict:
    """A segment as a recording has it."""
    packet = {"from": start, "to": end, "proto": "TCP", "flags": flags, "seq": seq, "len": len(data), **more}
    return packet | ({} if ack is None else {"ack": ack}) | ({"data": data} if data else {})


def call(side: str, sock: str, name: str, text: str, **more) -> dict:
    return {"side": side, "sock": sock, "call": name, "text": text, "raw": f"{name}(3)", **more}


def recording(name: str, programs: dict[str, str], sockets: dict[str, str], steps: list[dict]) -> dict:
    return {
        "format": 1, "example": f"made/{name}", "schedule": "stay", "repeatable": True,
        "programs": [{"role": side, "file": file} for side, file in programs.items()],
        "sides": [{"name": side, "program": number} for number, side in enumerate(programs)],
        "sockets": {sock: {"side": side, "kind": "TCP", "made_by": "socket"} for sock, side in sockets.items()},
        "steps": steps,
    }


REFUSED = recording("refused", {"program": "one.py"}, {"P1": "program"}, [
    {"side": "program", "line": 1},
    {"side": "program", "line": 2,
     "calls": [call("program", "P1", "connect", "connect(P1, 127.0.0.1:25999) → ECONNREFUSED")],
     "packets": [tcp("P1", "127.0.0.1:25999", "SYN", 0, then={"P1": "SYN-SENT"}),
                 tcp("127.0.0.1:25999", "P1", "RST ACK", 0, 1, then={"P1": "CLOSED"})]},
    {"side": "program", "line": None, "out": [{"side": "program", "error": "ConnectionRefusedError: [Errno 111] Connection refused"}]},
])
# Long numbers, bytes that are no text, three sides, a lost segment, a reset, a wait that a packet ends, a queue.
HARD = recording("hard", {"server": "one.py", "ann": "two.py", "bob": "two.py"}, {"S1": "server", "A1": "ann", "S2": "server", "B1": "bob"}, [
    {"side": "server", "line": 1, "states": {"S1": ["LISTEN", 1]},
     "calls": [call("server", "S1", "accept", "accept(S1) … waits", waits=True)]},
    {"side": "ann", "line": 1,
     "calls": [call("ann", "A1", "connect", "connect(A1, 127.0.0.1:50000) → EINPROGRESS"), call("ann", "A1", "poll", "poll(A1 writable) = A1 writable"),
               call("ann", "A1", "getsockopt", "getsockopt(A1, SO_ERROR) = 0"), call("server", "S1", "accept", "accept(S1) = S2", resumes=True)],
     "packets": [tcp("A1", "S2", "SYN", 0, then={"A1": "SYN-SENT"}, lost=True),
                 tcp("S2", "A1", "SYN ACK", 0, 1, then={"S2": "SYN-RECEIVED", "A1": "ESTABLISHED"}),
                 tcp("A1", "S2", "PSH ACK", 1460000001, 2920000001, "\x00\xff</script><b>'\"&" + "\xff" * 48, more=True, then={"S2": "ESTABLISHED"})]},
    {"side": "bob", "line": 1, "calls": [call("bob", "B1", "poll", "poll(B1 readable) … waits", waits=True)],
     "packets": [tcp("B1", "S1", "FIN PSH URG ACK", 4000000000, 4000000000, "x" * 64), tcp("S1", "A1", "RST", 7)]},
    {"side": "server", "line": 2, "states": {"S2": ["CLOSED", 0], "S1": ["CLOSED", 0]},
     "calls": [call("bob", "B1", "poll", "poll(B1 readable) = B1 readable", resumes=True), call("bob", "B1", "recvfrom", 'recvfrom(B1, 9) = b"' + "y" * 70 + '"')]},
])
ITSELF = recording("itself", {"program": "one.py"}, {"P1": "program"}, [
    {"side": "program", "line": 1, "states": {"P1": ["BOUND", 3]},
     "packets": [{"from": "P1", "to": "P1", "proto": "UDP", "len": 3, "data": "abc"}]},
])
# Two threads of one side, an ICMP message, a fragment, a step in which only time passes.
THREADS = recording("threads", {"server": "one.py", "client": "two.py"}, {"S1": "server", "S2": "server", "C1": "client"}, [
    {"side": "server", "line": 1, "thread": "main", "calls": [call("server", "S1", "recvfrom", "recvfrom(S1, 9) … waits", waits=True)]},
    {"side": "server", "line": 2, "thread": "serve", "calls": [call("server", "S2", "recvfrom", "recvfrom(S2, 9) … waits", waits=True)]},
    {"side": "client", "line": 1, "states": {"S1": ["BOUND", 0]},
     "packets": [{"from": "C1", "to": "S1", "proto": "UDP", "len": 3, "data": "abc", "offset": 1480},
                 {"from": "S1", "to": "C1", "proto": "ICMP", "type": 3, "code": 3, "len": 31}],
     "calls": [call("server", "S1", "recvfrom", 'recvfrom(S1, 9) = b"abc"', resumes=True)]},
    {"side": "server", "line": None, "thread": "main", "calls": [call("server", "S1", "close", "close(S1) = 0")]},
    {"side": "server", "line": 1, "thread": "serve", "calls": [call("server", "S2", "recvfrom", "recvfrom(S2, 9) → EAGAIN", resumes=True)]},
    {"side": "client", "line": 2},
])
SILENT = recording("silent", {"program": "one.py"}, {"P1": "program", "P2": "program"}, [
    {"side": "program", "line": 1, "calls": [call("program", "P1", "sendto", 'sendto(P1, b"x") = 1'), call("program", "P2", "recvfrom", 'recvfrom(P2, 9) = b"x"')]},
])
MANY = recording("many", {"program": "one.py"}, {f"P{n}": "program" for n in range(1, 6)}, [
    {"side": "program", "line": 1, "packets": [tcp(f"P{n}", f"P{m}", "SYN ACK", 1000, 2000, "data", then={f"P{n}": "SYN-RECEIVED"}) for n, m in ((1, 2), (3, 2), (4, 5), (2, 1))]},
])
MADE = [REFUSED, HARD, ITSELF, THREADS, SILENT, MANY]
STORED = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(RECORDINGS.glob("*/*.json"))]
ALL = [pytest.param(one, id=one["example"]) for one in MADE + STORED]
SVG = "{http://www.w3.org/2000/svg}"


def texts(drawing: str) -> list[str]:
    return ["".join(node.itertext()) for node in ET.fromstring(drawing).iter(f"{SVG}text")]


def test_there_are_recordings():
    assert STORED


@pytest.mark.parametrize("one", ALL)
def test_every_packet_and_every_state_is_drawn_in_its_step(one):
    root = ET.fromstring(draw_svg(one, "A title"))
    groups = {int(group.get("data-step")): group for group in root.iter(f"{SVG}g")}
    assert list(groups) == sorted(groups)
    now: dict[str, str] = {}
    drawn = {name for line in arrange_lifelines(one) for name in line.sockets}
    for number, step in enumerate(one["steps"], 1):
        packets, expected = step.get("packets", []), []
        changes = [packet.get("then", {}) for packet in packets] + [{k: v[0] for k, v in step.get("states", {}).items()}]
        for change in changes:
            expected += [f"{sock} {state}" for sock, state in change.items() if now.get(sock) != state and sock in drawn]
            now |= change
        group = groups.get(number)
        if group is None:
            assert not packets and not expected
            continue
        arrows = [path for path in group.iter(f"{SVG}path") if "packet" in path.get("class").split() and not {"head", "cross"} & set(path.get("class").split())]
        assert len(arrows) == len(packets)
        words = ["".join(node.itertext()) for node in group.iter(f"{SVG}text")]
        boxes = [word for word in words if re.fullmatch(r"\S+ (?:[A-Z]+(?:-[A-Z0-9]+)*)", word) and word.split()[0] in one["sockets"]]
        assert sorted(boxes) == sorted(expected)
        for packet in packets:
            flags = packet.get("flags") or packet["proto"]
            assert any(word == flags or word.startswith(f"{flags} ") for word in words)


def points(path) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", path.get("d"))]


@pytest.mark.parametrize("one", ALL)
def test_an_arrow_begins_at_the_sender_and_has_its_head_at_the_receiver(one):
    root = ET.fromstring(draw_svg(one, "A title"))
    titles = {node.text: float(node.get("x")) for node in root.iter(f"{SVG}text") if node.get("class") == "title"}
    at = {name: titles[line.title] for line in arrange_lifelines(one) for name in line.sockets}
    groups = {int(group.get("data-step")): group for group in root.iter(f"{SVG}g")}
    for number, step in enumerate(one["steps"], 1):
        packets = step.get("packets", [])
        paths = [path for path in groups[number].iter(f"{SVG}path")] if packets else []
        arrows = [path for path in paths if "packet" in path.get("class").split() and not {"head", "cross"} & set(path.get("class").split())]
        heads = iter([path for path in paths if "head" in path.get("class").split()])
        for packet, arrow in zip(packets, arrows, strict=True):
            sender, receiver = at[packet["from"]], at[packet["to"]]
            assert points(arrow)[0][0] == sender
            if packet.get("lost"):
                assert min(sender, receiver) < points(arrow)[1][0] < max(sender, receiver)
                continue
            back, tip = points(next(heads))  # the middle of its back, and its tip
            assert abs(tip[0] - receiver) <= 2 and (sender == receiver or abs(back[0] - sender) < abs(tip[0] - sender))
            assert sender == receiver or abs(points(arrow)[1][0] - receiver) <= 2
        assert not list(heads)


@pytest.mark.parametrize("one", ALL)
def test_time_runs_downwards(one):
    bottom = 0.0
    for group in ET.fromstring(draw_svg(one, "A title")).iter(f"{SVG}g"):
        band = group.find(f"{SVG}rect")
        top, height = float(band.get("y")), float(band.get("height"))
        assert top >= bottom
        bottom = top + height


@pytest.mark.parametrize("one", ALL)
def test_it_fits_a_page(one):
    root = ET.fromstring(draw_svg(one, "A title"))
    assert float(root.get("width")) <= 640


@pytest.mark.parametrize("one", ALL)
def test_the_text_alternative_tells_it_all(one):
    root = ET.fromstring(draw_svg(one, "A title"))
    assert root.get("role") == "img" and root.find(f"{SVG}title").text == "A title"
    told = root.find(f"{SVG}desc").text
    steps = tell_steps(one)
    assert told == " ".join(steps.values())
    for number, step in enumerate(one["steps"], 1):
        for packet in step.get("packets", ()):
            assert f"{packet['from']} sends " in steps[number] and f" to {packet['to']}" in steps[number]
        for line in step.get("out", ()):
            assert line.get("error", line.get("text", "").strip()) in steps[number]
        assert (number in steps) >= bool(step.get("calls"))
        assert all(sentence.endswith(".") for sentence in [steps.get(number, ".")])


def test_the_story_in_words():
    assert tell_steps(REFUSED) == {
        2: "The program runs line 2. It calls connect(P1, 127.0.0.1:25999) → ECONNREFUSED. P1 sends SYN to 127.0.0.1:25999 (seq 0). "
           "P1 is now SYN-SENT. 127.0.0.1:25999 sends RST ACK to P1 (seq 0, ack 1). P1 is now CLOSED.",
        3: "The program comes to its end. The program ends with ConnectionRefusedError: [Errno 111] Connection refused.",
    }
    told = tell_steps(HARD)
    assert told[1] == "The server runs line 1. accept(S1) waits. S1 is now LISTEN. S1 holds 1 connection to accept."
    assert "(seq 0), and it is lost." in told[2] and told[2].endswith("In the server, accept(S1) returns S2.")
    assert "In the bob, poll(B1) returns B1 readable. The bob calls recvfrom(B1, 9)" in told[4]


def test_the_story_of_threads_and_of_time():
    told = tell_steps(THREADS)
    assert told[1] == "The server runs line 1 in its thread main. recvfrom(S1) waits." and told[4].startswith("Time passes.")
    assert "S1 sends 31 bytes to C1 (ICMP port unreachable, type 3, code 3)." in told[3] and "offset 1480" in told[3]


def test_calls_stand_where_they_begin_and_where_they_return():
    words = texts(draw_svg(HARD, "A title"))
    assert words.index("accept(S1) waits") < words.index("connect(A1)") < words.index("SYN seq=0")
    # Python's connect with a time-out: the kernel's EINPROGRESS is not what the program sees.
    assert words.index("SYN ACK seq=0 ack=1") < words.index("connect returns") and not any("EINPROGRESS" in word for word in words)
    assert words.index("connect returns") < words.index("accept returns S2")
    assert "connect → ECONNREFUSED" in texts(draw_svg(REFUSED, "A title"))
    assert any(word.startswith("recvfrom returns b") and word.endswith("…") for word in words) and "poll returns B1 readable" not in words


def test_neighbours_talk_and_the_first_to_speak_is_on_the_left():
    assert [line.title for line in arrange_lifelines(HARD)] == ["ann", "server", "bob"]
    assert [line.title for line in arrange_lifelines(REFUSED)] == ["P1", "127.0.0.1:25999"]


def test_many_sockets_stand_on_two_lifelines():
    assert [line.title for line in arrange_lifelines(MANY)] == ["P1 P3 P4", "P2 P5"]


def test_what_accept_made_stands_with_the_listener():
    one = recording("pair", {"program": "one.py"}, {"P1": "program", "P2": "program", "P3": "program"}, [
        {"side": "program", "line": 1, "packets": [tcp("P2", "P3", "SYN", 0)]},
        {"side": "program", "line": 2, "calls": [call("program", "P1", "accept", "accept(P1) = P3")]},
    ])
    assert [line.sockets for line in arrange_lifelines(one)] == [["P2"], ["P1", "P3"]]


def test_some_steps_can_be_drawn_alone():
    words = texts(draw_svg(HARD, "A title", 3, 3))
    assert "RST seq=7" in words and not any("SYN" in word for word in words)


def test_nothing_in_a_packet_becomes_markup():
    assert "<b>" not in draw_svg(HARD, "<i>A & title</i>") and "</script>" not in draw_svg(HARD, "x")


def load(name: str) -> dict:
    return json.loads((RECORDINGS / f"{name}.json").read_text(encoding="utf-8"))


def test_a_device_stands_between_those_who_use_it():
    """Whichever of its threads made the sockets: the program is the wire, and holds both ends."""
    assert [line.title for line in arrange_lifelines(load("handshake/when_calls_return"))] == ["M1", "wire", "M2 T1"]


def test_a_socket_that_only_looks_on_has_no_lifeline():
    one = load("closing/four_segments")
    assert one["sockets"]["P1"]["kind"] == "PACKET"
    assert [line.title for line in arrange_lifelines(one)] == ["P3", "P2 P4"]


def test_a_drawing_of_some_steps_has_the_lifelines_of_these():
    page = (DOCS / "sockets/closing.md").read_text(encoding="utf-8")
    first, last = re.search(r"^closing/what_close_sends figure (\d+)-(\d+)$", page, re.MULTILINE).groups()
    drawing = draw_svg(load("closing/what_close_sends"), "A title", int(first), int(last))
    assert re.findall('class="title">(.*?)</text>', drawing) == ["P6", "P7"]
    assert any(text.startswith("RST ACK") for text in texts(drawing))


def test_a_call_is_beside_the_process_that_makes_it():
    """The child accepts from its parent's listening socket."""
    drawing = draw_svg(load("handshake/server_stopped"), "A title")
    x = {"".join(node.itertext()): float(node.get("x")) for node in ET.fromstring(drawing).iter(f"{SVG}text")}
    assert abs(x["accept(P1) = C1"] - x["child"]) < 10 < abs(x["accept(P1) = C1"] - x["parent"])


def test_processes_are_not_told_as_threads():
    told = " ".join(tell_steps(load("handshake/server_stopped")).values())
    assert "The child prints" in told and "thread" not in told
