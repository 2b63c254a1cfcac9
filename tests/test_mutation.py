"""Small faults in the programs are noticed (lab/recording/mutants.py): the last answer is whole, and the tool that gave it works."""

import ast
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest

from lab.recording.mutants import EVERY, all_mutants, digest_example, fits, is_listed, judge_example, read_listed
from lab.recording.mutation_summary import LEAST, add_verdict, read_mutation, share_killed
from lab.running import namespace
from lab.running.examples import Example, Program, Unchecked, all_examples
from lab.running.mutation import make_mutants

ASKED = 0.6  # so many of the examples must have been asked, and of those
FRESH = 0.9  # so many must be as they were when their mutants were judged
EXAMPLES = {example.name: example for example in all_examples()}
LISTED = {name: entries for name, entries in read_listed().items() if name != EVERY}


def test_most_examples_were_asked():
    known = read_mutation()["examples"]
    assert known.keys() <= EXAMPLES.keys() and len(known) >= ASKED * len(EXAMPLES), "`python -m lab.mutate --changed`"
    fresh = [name for name, one in known.items() if one["digest"] == digest_example(EXAMPLES[name])]
    assert len(fresh) >= FRESH * len(known), "`python -m lab.mutate --changed`"


def test_most_faults_are_noticed():
    assert share_killed(read_mutation()) >= LEAST


def test_what_is_listed_exists_and_has_a_reason():
    for name, entries in LISTED.items():
        mutants = all_mutants(EXAMPLES[name])
        for entry in entries:
            assert len(entry["reason"]) > 10 and entry.keys() == {"line", "change", "reason"}
            assert any(fits(mutant, entry) for mutant in mutants), f"{name}: {entry}"
    assert all(entry.keys() == {"line", "change", "reason"} for entry in read_listed()[EVERY])


CHANGES = {
    "x = y\nprint(x)\nx = z\nx += a\n": {"statement: x = z → pass", "statement: x += a → pass"},
    "s.close()\ns.listen(5)\n": {"close: s.close() → pass", "listen: s.listen(5) → pass", "constant: 5 → 6"},
    "with a, socket() as b:\n    print(b)\n": {
        'with: a → __import__("contextlib").nullcontext(a)', 'with: socket() → __import__("contextlib").nullcontext(socket())',
    },
    "if f(7, 8, True, b'x', b''):\n    print(b'')": {"constant: 7 → 8", "constant: True → False", "constant: b'x' → b'y'", "constant: b'' → b'x'"},
    "while (a) < b is not c:\n    continue": {"comparison: < → <=", "comparison: is not → is", "statement: continue → pass"},
    "print(not a or b\n  and c)": {"not: not →", "and or: or → and", "and or: and → or"},
    "s.sendall(x)": {"statement: s.sendall(x) → pass", "sendall: sendall → send"},
    "'''Shows what one recv returns.'''\ns.recv(9)": {"statement: s.recv(9) → pass", "receive: 9 → 1"},
    "s.recv(9)": {"statement: s.recv(9) → pass"},
    "f(('127.0.0.1', 0), timeout=5, check=True)\ns.settimeout(5)\nPORT = 25123\nPORT.x(f'{1 < 2}')": {
        "statement: f(('127.0.0.1', 0), timeout=5, check=True) → pass", "settimeout: s.settimeout(5) → pass",
        "statement: PORT.x(f'{1 < 2}') → pass",
    },
}


@pytest.mark.parametrize("source", CHANGES)
def test_each_operator_makes_its_faults(source, tmp_path):
    assert {mutant.change.strip() for mutant in make_mutants(write(tmp_path, "some", source))} == CHANGES[source]


def test_the_lines_of_a_mutant_keep_their_numbers():
    for name in list(EXAMPLES)[::10]:
        for mutant in all_mutants(EXAMPLES[name]):
            ast.parse(mutant.source)
            before, after = mutant.program.source.splitlines(), mutant.source.splitlines()
            assert len(before) == len(after) and mutant.source != mutant.program.source
            assert before[:mutant.line - 1] == after[:mutant.line - 1] and before[mutant.line - 1] != after[mutant.line - 1]


SHOWS = '''"""Show what arrives."""

import socket

with socket.create_server(("127.0.0.1", 0)) as listener:
    with socket.create_connection(listener.getsockname(), 5) as client:
        client.sendall(b"hello")
        client.shutdown(socket.SHUT_WR)
        with listener.accept()[0] as conn:
            data = b""
            while part := conn.recv(3):
                data += part
    print(data)
'''
VACUOUS = '''"""Connect, and say so in any case."""

import socket

with socket.create_server(("127.0.0.1", 0)) as listener:
    with socket.create_connection(listener.getsockname(), 5) as client:
        client.setblocking(True)
        print("connected:", client.fileno() != 99)
'''


def write(folder, name, source, output=""):
    program = Program(folder / f"{name}.py")
    program.path.write_text(source, encoding="utf-8")
    program.output.write_text(output, encoding="utf-8")
    return program


def judge(program, entries=()):
    if not namespace.available():
        raise Unchecked("mutants: needs a network namespace")
    # In a process of its own, which enters a namespace.
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(judge_example, Example("tiny/example", (program,)), entries).result()


def test_a_demonstration_that_can_fail_notices_all(tmp_path):
    verdict = judge(write(tmp_path, "shows", SHOWS, "b'hello'\n"))
    assert not verdict.failed and verdict.made == 10
    assert not verdict.unnoticed and not verdict.stale


def test_a_demonstration_that_cannot_fail_is_named(tmp_path):
    entry = {"line": 'print("connected:", client.fileno() != 99)', "change": "constant: 99 → 100", "reason": "it is another one"}
    killed = {"line": "with socket.create_connection(listener.getsockname(), 5) as client:", "reason": "none"}
    killed["change"] = 'with: socket.create_connection(listener.getsockname(), 5) → __import__("contextlib").nullcontext(socket.create_connection(listener.getsockname(), 5))'
    gone = entry | {"line": "print(1)"}
    verdict = judge(write(tmp_path, "vacuous", VACUOUS, "connected: True\n"), [entry, killed, gone])
    assert [(one.line, one.change) for one in verdict.unnoticed if not is_listed(one, [entry])] == [
        (7, "setblocking: client.setblocking(True) → pass"), (7, "constant: True → False"),
    ]
    assert len(verdict.unnoticed) == 3 and verdict.killed.total() == 3
    assert [one.split(":")[0] for one in verdict.stale] == ["killed", "not there"]
    summary = {"examples": {}}
    add_verdict(summary, verdict)
    assert summary["examples"] == {}  # there is no such example


def test_an_example_that_is_not_itself_is_not_judged(tmp_path):
    assert "it prints something else" in judge(write(tmp_path, "vacuous", VACUOUS, "connected: False\n")).failed


def test_a_fault_without_an_end_is_noticed(tmp_path):
    endless = '"""Count to two."""\n\nseen = []\nwhile len(seen) < 2:\n    seen.append(1)\nprint(seen)\n'
    verdict = judge(write(tmp_path, "endless", endless, "[1, 1]\n"))
    assert verdict.killed == {("statement", "output"): 1, ("constant", "output"): 2, ("comparison", "output"): 1}
