"""Every recording that a page shows is what a new run gives, byte for byte, and is what the kernel and tshark saw."""

import json
import re
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache

import pytest
import recording_checks as checks

from lab.paths import DOCS, PINNED, RECORDINGS, WITHOUT
from lab.record import main, record_own
from lab.recording import calls, recorder, tcp, tracepoint
from lab.recording.catalogue import packets_path, parse_request, program_paths, read_pinned, read_without, record_example, recording_names, recording_path, requested_recordings
from lab.recording.story import Story, format_recording, name_roles, tell_recording
from lab.running import capture
from lab.running.examples import Failed, Unchecked, find_example

SCHEMA = json.loads((RECORDINGS / "schema.json").read_text(encoding="utf-8"))
STORED = sorted(map(parse_request, recording_names()))
# The tests of one recording stay in one process, which records once.
MORE = 4  # runs of a pinned example, if the first differs
EACH = [
    pytest.param(*wish, id=recording_path(*wish).relative_to(RECORDINGS).with_suffix("").as_posix(), marks=pytest.mark.xdist_group("/".join(wish)))
    for wish in sorted({*requested_recordings(), *STORED})
]


@cache
def stored(name: str, schedule: str) -> str:
    return recording_path(name, schedule).read_text(encoding="utf-8")


@cache
def traced(*programs, schedule: str = "stay") -> tuple[dict, list[tracepoint.Change]]:
    """Evidence, and what the kernel's tracepoint told meanwhile. Not a fixture: what this machine cannot do must show
    in the test itself."""
    with tracepoint.tracing(f"{programs[0].stem}_{schedule}") as changes:
        seen = recorder.collect_evidence(programs, schedule)
    return seen, changes


def run_of(name: str, schedule: str) -> tuple[dict, list[tracepoint.Change]]:
    example = find_example(name)
    if reason := example.impossible_here():
        raise Unchecked(f"{name}: {reason}")
    return traced(*(program.path for program in example.programs), schedule=schedule)


def evidence(name: str, schedule: str = "stay") -> dict:
    return run_of(name, schedule)[0]


@cache
def story(name: str, schedule: str = "stay") -> Story:
    return Story(evidence(name, schedule), name_roles(program_paths(find_example(name))))


def told(name: str, schedule: str) -> dict:
    return tell_recording(evidence(name, schedule), name, program_paths(find_example(name)), schedule, name not in read_pinned())[0]


def test_every_recording_that_a_page_asks_for_is_here_and_no_other():
    assert STORED == requested_recordings(), "run `make record`; remove what no page shows"


def test_what_is_pinned_is_recorded_and_says_why():
    assert read_pinned().keys() <= {name for name, _ in STORED}, f"{PINNED.name} names what is not recorded"
    assert all(len(reason) > 20 for reason in read_pinned().values())


def test_every_example_of_a_connection_or_a_datagram_has_a_recording_or_a_reason():
    found, recorded = set(), set()
    for page in [*(DOCS / "sockets").glob("*.md"), *(DOCS / "tcp-udp").glob("*.md")]:
        programs = re.findall(r'--8<-- "([\w/-]+)\.py"', page.read_text(encoding="utf-8"))
        found |= {re.sub("_(server|client)$", "", program) for program in programs}
        recorded |= {name for name, _ in requested_recordings(page)}
    assert found - recorded == read_without().keys(), f"{WITHOUT.name}: {sorted((found - recorded) ^ read_without().keys())}"
    assert list(read_without()) == sorted(read_without())
    assert all(len(reason) > 10 for reason in read_without().values())


@pytest.mark.parametrize("name, schedule", EACH)
def test_a_recording_is_in_the_format(name, schedule):
    recording = json.loads(stored(name, schedule))
    checks.valid(recording, SCHEMA, SCHEMA)
    assert format_recording(recording) == stored(name, schedule), "one step a line, keys in order"
    assert (recording["example"], recording["schedule"]) == (name, schedule)
    assert recording["repeatable"] == (name not in read_pinned())


@pytest.mark.parametrize("name, schedule", EACH)
def test_a_recording_keeps_the_law(name, schedule):
    checks.lawful(json.loads(stored(name, schedule)))


@pytest.mark.parametrize("name, schedule", EACH)
def test_the_words_of_a_call_are_what_strace_says(name, schedule):
    checks.worded(json.loads(stored(name, schedule)))


@pytest.mark.parametrize("name, schedule", EACH)
def test_a_new_run_gives_the_same_recording(name, schedule):
    fresh = told(name, schedule)
    if name not in read_pinned():
        assert format_recording(fresh).splitlines() == stored(name, schedule).splitlines()
        return
    reason = read_pinned()[name]
    expected = checks.steady(json.loads(stored(name, schedule)), reason)
    for _ in range(MORE):  # on a busy machine a time-out may come first
        checks.valid(fresh, SCHEMA, SCHEMA)
        checks.lawful(fresh)
        if checks.steady(fresh, reason) == expected:
            return
        fresh, _ = record_example(name, schedule)
    assert checks.steady(fresh, reason) == expected


@pytest.mark.parametrize("name, schedule", EACH)
def test_the_kernel_agrees(name, schedule):
    checks.agree(story(name, schedule))


@pytest.mark.parametrize("name, schedule", EACH)
def test_the_kernel_s_own_tracepoint_agrees(name, schedule):
    need_tracepoint()
    checks.tracepoint_agrees(story(name, schedule), run_of(name, schedule)[1])


@pytest.mark.parametrize("name, schedule", EACH)
def test_its_packets_say_the_same_to_tshark(name, schedule):
    need_tshark()
    checks.tshark_agrees(packets_path(name, schedule), json.loads(stored(name, schedule)))


@pytest.mark.parametrize("name, schedule", EACH)
def test_a_recording_prints_what_the_page_shows(name, schedule):
    printed: dict[str, list[str]] = {}
    for step in json.loads(stored(name, schedule))["steps"]:
        for line in step.get("out", ()):
            printed.setdefault(line["side"], []).append(line.get("text", line.get("error")))
    outputs = [program.output.read_text(encoding="utf-8").splitlines() for program in find_example(name).programs]
    shown = [[line for line in lines if line not in ("Traceback (most recent call last):", "  ...")] for lines in outputs]
    if len(shown) == 1:
        assert sorted(sum(printed.values(), [])) == sorted(shown[0])  # the sides are threads of one program
    else:
        assert [printed.get(role, []) for role in name_roles(program_paths(find_example(name)))] == shown


# What a page says about a pinned recording must stay true: a stored one that was changed like this is not what a run gives.
# `once` does not see a segment that is sent again; that is what differs. Each changes a list of steps, and says whether it could.


def first(things, change) -> bool:
    return next((True for one in things if change(one)), False)


def parts(steps: list[dict], kind: str) -> list[dict]:
    return [one for step in steps for one in step.get(kind, ())]


def other(thing: dict, key: str, old: str, new: str) -> bool:
    before = thing.get(key, "")
    thing |= {key: before.replace(old, new)} if before else {}
    return before != thing.get(key, "")


def data_changed(packet: dict) -> bool:
    before = packet.get("data", "")
    packet |= {"data": before[::-1]} if before else {}
    return before != packet.get("data", "")


def exchanged(steps: list[dict]) -> bool:
    at = next(at for at, (one, two) in enumerate(zip(steps, steps[1:])) if "calls" in one and "calls" in two)
    steps[at:at + 2] = steps[at + 1], steps[at]
    return True


def not_sent_again(steps: list[dict]) -> bool:
    packets = parts(steps, "packets")
    again = next((one for at, one in enumerate(packets) if any({**one, "then": 0} == {**two, "then": 0} for two in packets[:at])), None)
    for step in steps:
        if any(one is again for one in step.get("packets", ())):
            step["packets"] = [one for one in step["packets"] if one is not again]
    return again is not None


CHANGES = {
    "data": lambda steps: first(parts(steps, "packets"), data_changed),
    "no PSH": lambda steps: first(parts(steps, "packets"), lambda packet: other(packet, "flags", "PSH ", "")),
    "RST for FIN": lambda steps: first(parts(steps, "packets"), lambda packet: other(packet, "flags", "FIN", "RST")),
    "steps exchanged": exchanged,
    "lines": lambda steps: [step.update(line=step["line"] + 1) for step in steps if step["line"]],
    "what a call did": lambda steps: first(parts(steps, "calls"), lambda call: other(call, "text", " = ", " → ")),
    "what was printed": lambda steps: first(parts(steps, "out"), lambda line: other(line, "text", "", "!")),
    "not sent again": not_sent_again,
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_to_a_pinned_recording_is_noticed(change):
    noticed = []
    for name, schedule in (wish for wish in STORED if wish[0] in read_pinned()):
        reason, recording = read_pinned()[name], json.loads(stored(name, schedule))
        before = checks.steady(recording, reason)
        recording = json.loads(stored(name, schedule))
        if CHANGES[change](recording["steps"]) and (change != "not sent again" or not any(words in reason for words, form in checks.VARIES.items() if form is checks.once)):
            assert checks.steady(recording, reason) != before, name
            noticed.append(name)
    assert noticed


def need_tracepoint() -> None:
    if reason := tracepoint.impossible_here():
        raise Unchecked(f"recordings against the kernel's tracepoint: {reason}")


def need_tshark() -> None:
    if not shutil.which("tshark"):
        raise Unchecked("recordings against tshark: tshark is not installed: apt install tshark")


# The tests of the tests: break what they guard, and see them go red. On one conversation, which the next lines write.

SERVER = '''"""Answer one client."""
import socket

with socket.create_server(("127.0.0.1", 25998)) as listener:
    conn, _ = listener.accept()
    with conn:
        while data := conn.recv(4):
            print(data)
            conn.sendall(
                data,
            )
'''
CLIENT = '''"""Ask in two pieces."""
import socket

with socket.create_connection(("127.0.0.1", 25998), 5) as sock:
    sock.sendall(b"hello, ")
    sock.sendall(b"world")
    sock.shutdown(socket.SHUT_WR)
    while data := sock.recv(100):
        print(data)
'''


@pytest.fixture(scope="module")
def pair(tmp_path_factory):
    folder = tmp_path_factory.mktemp("own")
    paths = [folder / "talk_server.py", folder / "talk_client.py"]
    for path, text in zip(paths, (SERVER, CLIENT)):
        path.write_text(text, encoding="utf-8")
    return paths


def watched(*pair):
    return traced(*pair)[0]


def tell_seen(seen):
    return tell_recording(seen, "talk", ["talk_server.py", "talk_client.py"], "stay", True)


def check_all(seen, folder):
    recording, packets = tell_seen(seen)
    checks.valid(recording, SCHEMA, SCHEMA)
    checks.lawful(recording)
    checks.agree(Story(seen, ["server", "client"]))
    if shutil.which("tshark"):
        (folder / "talk.pcapng").write_bytes(packets)
        checks.tshark_agrees(folder / "talk.pcapng", recording)


def test_the_conversation_passes_every_check(pair, tmp_path):
    check_all(watched(*pair), tmp_path)


def test_what_was_sent_is_not_taken_for_a_descriptor():
    raw = r'write(3</tmp/x>, "a\270<>n\" 3<x> 0x1234567", 5<y>) = 3'
    assert calls.sub_outside_data(calls.FILE, "N", raw) == r'write(N, "a\270<>n\" 3<x> 0x1234567", N) = 3'
    assert calls.sub_outside_data(calls.POINTER, "…", "f(0x7ffd1234, 0x1)") == "f(…, 0x1)"


def test_a_packet_in_another_step_is_seen(pair, tmp_path):
    need_tshark()
    recording, packets = tell_seen(watched(*pair))
    frames = capture.decode_pcapng(packets)
    others = [f"step {int(words.split()[1]) + 1}" if words else "" for _, words in frames]
    (tmp_path / "talk.pcapng").write_bytes(capture.encode_pcapng([frame for frame, _ in frames], "", others))
    with pytest.raises(AssertionError):
        checks.tshark_agrees(tmp_path / "talk.pcapng", recording)


def test_a_file_of_packets_gives_back_what_was_put_in(tmp_path):
    frames = [(1_700_000_000_123_456_789 + at, bytes(14 + at), way) for at, way in enumerate(["", "to wire", "from wire", "to eth0", ""])]
    file = capture.encode_pcapng(frames, "Of all.", ["one", "", "three", "", ""])
    assert capture.decode_pcapng(file) == list(zip(frames, ["one", "", "three", "", ""]))
    assert capture.decode_pcapng(capture.encode_pcapng([])) == []
    need_tshark()
    (tmp_path / "some.pcapng").write_bytes(file)
    done = subprocess.run(
        ["tshark", "-n", "-r", str(tmp_path / "some.pcapng"), "-T", "fields", "-e", "frame.interface_name", "-e", "frame.time_epoch", "-e", "frame.comment"],
        capture_output=True, text=True, check=True,
    )
    assert done.stdout.splitlines()[:2] == ["lo\t1700000000.123456789\tone", "wire\t1700000000.123456790\t"]


def changed(**how):
    """A decoder that reads each segment wrongly in one respect."""
    true = capture.decode_tcp

    def wrong(*args):
        packet = true(*args)
        return replace(packet, **{key: change(packet) for key, change in how.items()})

    return wrong


def corner(packet):
    """A segment somewhere in the middle."""
    return bool(packet.data)


DECODERS = {
    "a flag that is not there": {"flags": lambda p: p.flags | {"FIN"}},
    "a flag that is not seen": {"flags": lambda p: p.flags - {"ACK"}},
    "no FIN is seen": {"flags": lambda p: p.flags - {"FIN"}},
    "no SYN is seen": {"flags": lambda p: p.flags - {"SYN"}},
    "sequence numbers": {"seq": lambda p: p.seq + corner(p)},
    "acknowledgements": {"ack": lambda p: p.ack + corner(p)},
    "a byte too few": {"data": lambda p: p.data[:-1]},
    "a byte too many": {"data": lambda p: p.data and p.data + b"!"},
    "ends exchanged": {"src": lambda p: p.dst, "dst": lambda p: p.src},
}


@pytest.mark.parametrize("how", DECODERS.values(), ids=DECODERS.keys())
def test_a_broken_decoder_is_noticed(how, pair, monkeypatch, tmp_path):
    seen = watched(*pair)
    monkeypatch.setattr(capture, "decode_tcp", changed(**how))
    with pytest.raises(AssertionError):
        check_all(seen, tmp_path)


TABLES = {
    "AFTER_SENDING_FIN": {"ESTABLISHED": "FIN-WAIT-2"}, "AFTER_FIN_ACKNOWLEDGED": {"FIN-WAIT-1": "TIME-WAIT"},
    "AFTER_RECEIVING_FIN": {"ESTABLISHED": "LAST-ACK"},
}


@pytest.mark.parametrize("table", TABLES)
def test_a_wrong_state_is_noticed(table, pair, monkeypatch, tmp_path):
    seen = watched(*pair)
    monkeypatch.setattr(tcp, table, getattr(tcp, table) | TABLES[table])
    with pytest.raises(AssertionError):
        check_all(seen, tmp_path)


@pytest.mark.parametrize("table", TABLES)
def test_the_tracepoint_shows_a_wrong_state(table, pair, monkeypatch):
    need_tracepoint()
    seen, changes = traced(*pair)
    checks.tracepoint_agrees(Story(seen, ["server", "client"]), changes)
    monkeypatch.setattr(tcp, table, getattr(tcp, table) | TABLES[table])
    with pytest.raises(AssertionError):
        checks.tracepoint_agrees(Story(seen, ["server", "client"]), changes)


def test_the_tracepoint_tells_recordings_apart(pair):
    """Two at the same time, with the same ports."""
    need_tracepoint()
    with tracepoint.tracing("both") as changes, ThreadPoolExecutor() as pool:
        both = list(pool.map(recorder.collect_evidence, [pair, pair]))
    for seen in both:
        checks.tracepoint_agrees(Story(seen, ["server", "client"]), changes)


EDITS = {
    "an unknown key": lambda r: r["steps"][0].update(lines=3),
    "no side": lambda r: r["steps"][0].pop("side"),
    "another format": lambda r: r.update(format=2),
    "an unknown state": lambda r: r["steps"][1].update(states={"S1": ["OPEN", 0]}),
    "an empty list": lambda r: r["steps"][1].update(calls=[]),
    "a line that is none": lambda r: r["steps"][0].update(line=0),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
def test_what_is_not_in_the_format_is_noticed(edit, pair):
    recording, _ = tell_seen(watched(*pair))
    edit(recording)
    with pytest.raises(AssertionError):
        checks.valid(recording, SCHEMA, SCHEMA)


def test_a_schema_says_nothing_that_nobody_checks():
    with pytest.raises(AssertionError, match="nobody checks"):
        checks.valid([], {"uniqueItems": True}, SCHEMA)


def test_the_two_schedules_show_that_tcp_is_a_stream(pair):
    def reads(schedule):
        recording = tell_recording(recorder.collect_evidence(pair, schedule), "talk", ["talk_server.py", "talk_client.py"], schedule, True)[0]
        checks.lawful(recording)
        return [line["text"] for step in recording["steps"] for line in step.get("out", ()) if line["side"] == "server"]

    assert reads("stay") == ["b'hell'", "b'o, w'", "b'orld'"]
    assert reads("server-first") == ["b'hell'", "b'o, '", "b'worl'", "b'd'"]


def test_a_statement_is_one_step(pair):
    """Which of its lines Python reports differs between its versions."""
    lines = {step["line"] for step in tell_seen(watched(*pair))[0]["steps"] if step["side"] == "server"}
    assert 9 in lines and not lines & {1, 10, 11}


def test_your_own_programs(pair, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    main([str(path) for path in pair])
    recording = json.loads((tmp_path / "talk.recording.json").read_text(encoding="utf-8"))
    checks.valid(recording, SCHEMA, SCHEMA)
    assert "talk_client.py" in (tmp_path / "talk.recording.html").read_text(encoding="utf-8")
    assert len(capture.decode_pcapng((tmp_path / "talk.recording.pcapng").read_bytes())) > 6
    assert "talk.recording.html" in capsys.readouterr().out
    with pytest.raises(SystemExit, match="There is no file"):
        main(["absent.py"])


def test_another_network_cannot_be_recorded_and_that_is_said(tmp_path):
    path = tmp_path / "odd.py"
    path.write_text("import ctypes\n\nctypes.CDLL(None).unshare(0x40000000)\nprint('away')\n", encoding="utf-8")
    with pytest.raises(recorder.Unrecordable, match="moves to another network namespace"):
        record_own([path], tmp_path)


# Several processes. The last line of each program waits for the other process.

FORK = '''"""Talk to a child."""
import os
import socket

near, far = socket.socketpair()
if not (child := os.fork()):
    near.close()
    far.sendall(b"one")
    print("child")
    os._exit(0)
far.close()
print(near.recv(10))
near.close()
os.waitpid(child, 0)
'''
START = '''"""Talk to another program."""
import socket
import subprocess
import sys

OTHER = """
import socket, sys
sum(range(3_000_000))  # no call: only who looks at it sees that it is busy
with socket.create_connection(("127.0.0.1", int(sys.argv[1])), 5) as sock:
    sock.sendall(b"one")
"""
with socket.create_server(("127.0.0.1", 0)) as listener:
    port = listener.getsockname()[1]
    other = subprocess.Popen([sys.executable, "-c", OTHER, str(port)])
    with listener.accept()[0] as conn:
        print(conn.recv(10))
    other.wait()
'''


def alone(source, folder):
    path = folder / "odd.py"
    path.write_text(source, encoding="utf-8")
    seen = recorder.collect_evidence([path])
    recording = tell_recording(seen, "odd", ["odd.py"], "stay", True)[0]
    checks.valid(recording, SCHEMA, SCHEMA)
    checks.lawful(recording)
    checks.agree(Story(seen, ["program"]))
    return recording


def calls_of(recording, side):
    return [call["text"] for step in recording["steps"] for call in step.get("calls", ()) if call["side"] == side]


def test_a_fork_makes_another_side(tmp_path):
    recording = alone(FORK, tmp_path)
    assert [side["name"] for side in recording["sides"]] == ["parent", "child"]
    assert {(step["side"], step["line"]) for step in recording["steps"]} >= {("child", 8), ("parent", 12)}
    # The child has the same sockets under the same names, and closing one of two descriptors closes no socket.
    assert calls_of(recording, "child") == ["close(P1) = 0", 'sendto(P2, b"one") = 3']
    assert [line for step in recording["steps"] for line in step.get("out", ())] == [
        {"side": "parent", "text": "b'one'"}, {"side": "child", "text": "child"},
    ]


def test_another_program_is_a_side_without_lines(tmp_path):
    recording = alone(START, tmp_path)
    assert [side["name"] for side in recording["sides"]] == ["parent", "child"]
    assert not [step for step in recording["steps"] if step["side"] == "child"]
    # All that it does until it waits belongs to the line that starts it.
    [started] = [step for step in recording["steps"] if 'sendto(C1, b"one") = 3' in [call["text"] for call in step.get("calls", ())]]
    assert "subprocess.Popen" in START.splitlines()[started["line"] - 1]
    assert recording["sockets"]["C1"] == {"side": "child", "kind": "TCP", "made_by": "socket"}


def test_a_function_that_only_calculates_is_no_step(tmp_path):
    recording = alone(
        'import socket\n\n\ndef number(n):\n    return n + 1\n\n\ndef make():\n    return socket.socket()\n\n\n'
        "print(number(number(1)))\nmake().close()\n", tmp_path,
    )
    steps = [(step["line"], [*step.get("calls", ()), *step.get("out", ())]) for step in recording["steps"]]
    assert [line for line, _ in steps] == [1, 4, 8, 12, 13, 9, 13]
    # What happens after a function has come to its end is the doing of the line that called it.
    assert [found[0].get("text") for _, found in steps if found] == ["3", "socket(AF_INET, SOCK_STREAM) = P1", "close(P1) = 0"]


def test_a_packet_through_a_device_arrives_when_it_is_delivered():
    """The wire of this example delivers a segment some lines after it was sent; the third one, never."""
    recording = json.loads(stored("handshake/lost_third_segment", "stay"))
    packets = [packet for step in recording["steps"] for packet in step.get("packets", ())]
    sent, arrived = ([packet for packet in packets if packet[end] == "wire"] for end in ("to", "from"))
    assert [packet["flags"] for packet in sent[:4]] == ["SYN", "SYN ACK", "ACK", "PSH ACK"]
    assert [packet["flags"] for packet in arrived[:3]] == ["SYN", "SYN ACK", "PSH ACK"]
    assert [packet.get("then") for packet in sent[:3]] == [{"M1": "SYN-SENT"}, {"M3": "SYN-RECEIVED"}, None]
    assert [packet.get("then") for packet in arrived[:3]] == [None, {"M1": "ESTABLISHED"}, {"M3": "ESTABLISHED"}]


@pytest.mark.xdist_group("accept-queue/room_again/stay")
def test_a_full_queue_leaves_a_syn_without_an_answer():
    """In this run too, not only in the one that is stored."""
    steps = [step for step in told("accept-queue/room_again", "stay")["steps"] if step.get("packets")]
    flags = [[packet["flags"] for packet in step["packets"] if "P2" in (packet["from"], packet["to"])] for step in steps]
    flags = [found for found in flags if found]
    assert flags[0] == ["SYN"]
    assert ["SYN", "SYN ACK", "ACK"] in flags[1:]


@pytest.mark.xdist_group("handshake/lost_third_segment/stay")
def test_the_kernel_knows_what_was_sent_here(monkeypatch):
    seen = evidence("handshake/lost_third_segment")
    monkeypatch.setattr(capture.Packet, "sent", True)
    with pytest.raises(AssertionError):
        checks.agree(Story(seen, ["program"]))


def test_no_strace_is_said(pair, tmp_path, monkeypatch):
    said = "apt install strace"
    monkeypatch.setattr(recorder.sys, "platform", "linux")
    monkeypatch.setattr(recorder.shutil, "which", lambda name: None)
    with pytest.raises(Unchecked, match=said):
        record_own(pair, tmp_path)
    with pytest.raises(SystemExit, match=f"Cannot record: .*{said}"):
        main([str(path) for path in pair])


def test_no_namespace_is_said(pair, tmp_path, monkeypatch):
    monkeypatch.setattr(recorder.sys, "platform", "linux")
    monkeypatch.setattr(recorder.shutil, "which", lambda name: name)
    monkeypatch.setattr(recorder.namespace, "available", lambda: False)
    with pytest.raises(Unchecked, match="run as root, or allow user namespaces"):
        record_own(pair, tmp_path)


def test_a_failing_recorder_is_no_recording(tmp_path):
    with pytest.raises(Failed):
        record_own([tmp_path / "absent.py"], tmp_path)


@pytest.mark.parametrize("line, wish", {
    "a/b": ("a/b", "stay"), "a/b server-first": ("a/b", "server-first"), "a/b.server-first figure 3-5": ("a/b", "server-first"),
    "a/b figure": ("a/b", "stay"),
}.items())
def test_a_page_asks(line, wish):
    assert parse_request(line) == wish


def test_the_words_of_a_call():
    trace = (
        '7 1.000000001 recvfrom(3<UDP:[127.0.0.1:25007]>, "it\'s \\"q\\"\\n\\377", 9, 0, {sa_family=AF_INET, sin_port=htons(61001),'
        ' sin_addr=inet_addr("127.0.0.1")}, [16]) = 9 <0.000001000>\n'
        "7 1.000000002 connect(4<TCPv6:[55]>, {sa_family=AF_INET6, sin6_port=htons(9), sin6_flowinfo=htonl(0), inet_pton(AF_INET6,"
        ' "::1", &sin6_addr), sin6_scope_id=0}, 28) = -1 ECONNREFUSED (Connection refused) <0.000001000>\n'
    )
    first, second = calls.parse_trace(trace)
    first.names, second.names = {3: "S1"}, {4: "C1"}
    assert "".join(calls.word_call(first)) == 'recvfrom(S1, 9) = b"it\'s \\"q\\"\\n\\xff" from 127.0.0.1:61001'
    assert "".join(calls.word_call(second)) == "connect(C1, [::1]:9) → ECONNREFUSED"
