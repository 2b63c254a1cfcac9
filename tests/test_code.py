"""What reading a program shows and running it cannot: where it would do wrong in another run, or in the reader's hands.

A rule that a program breaks on purpose is excused by a comment that says why, on the line or above it.
"""

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from lab.paths import ROOT, SNIPPETS
from lab.running.examples import Program, all_examples

PROGRAMS = [Program(path) for path in sorted(SNIPPETS.rglob("*.py"))]
PAIRED = {program.path for example in all_examples() if len(example.programs) > 1 for program in example.programs}
# What the tests of these rules break is here, and in no program.
RUFF = ["F", "E722", "S110", "S112"]  # unused or undefined names; errors that are swallowed
FOR_EVER = "Waits for ever."  # words of the docstring of a program that shows a wait without an end
DATAGRAMS, STREAMS = re.compile("DGRAM|SEQPACKET|RAW|PACKET"), re.compile(r"SOCK_STREAM|create_connection|create_server|accept\(|socket\(\)")


class Code:
    """A program as a tree, with what the rules ask of it."""

    def __init__(self, source: str, paired: bool = False) -> None:
        self.tree = ast.parse(source)
        self.lines = source.splitlines()
        self.docstring = " ".join((ast.get_docstring(self.tree) or "").split())
        self.paired = paired
        self.names = {}  # what an imported name is: pause → time.sleep
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                self.names |= {alias.asname or alias.name: alias.name for alias in node.names}
            if isinstance(node, ast.ImportFrom):
                self.names |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
        # Each call: the tree, its dotted name, and the method.
        self.calls = [(node, self.dotted(node.func)) for node in ast.walk(self.tree) if isinstance(node, ast.Call)]

    def dotted(self, node: ast.expr) -> str:
        match node:
            case ast.Name():
                return self.names.get(node.id, node.id)
            case ast.Attribute():
                return f"{self.dotted(node.value)}.{node.attr}"
            case ast.Call():
                return f"{self.dotted(node.func)}()"
        return "…"

    def excused(self, node: ast.AST) -> bool:
        """Whether a comment on its first line, or on the line above, says why."""
        above = self.lines[node.lineno - 2].strip() if node.lineno > 1 else ""
        return "  # " in self.lines[node.lineno - 1] or above.startswith("# ")

    def methods(self, *names: str) -> list[tuple[ast.Call, str]]:
        """The calls of these methods, each with what it is called on."""
        return [(node, name.rpartition(".")[0]) for node, name in self.calls if "." in name and name.rpartition(".")[2] in names]

    def assigned(self) -> Iterator[tuple[str, ast.Call]]:
        """Each name that the result of a call gets, by = or by with, and the call."""
        for node in ast.walk(self.tree):
            pairs = []
            if isinstance(node, ast.Assign):
                pairs = [(target, node.value) for target in node.targets]
            if isinstance(node, ast.withitem) and node.optional_vars:
                pairs = [(node.optional_vars, node.context_expr)]
            for target, value in pairs:
                value = value.value if isinstance(value, ast.Subscript) else value  # listener.accept()[0]
                if isinstance(value, ast.Call):
                    both = isinstance(target, ast.Tuple) and not self.dotted(value.func).endswith(".accept")
                    targets = target.elts if both else target.elts[:1] if isinstance(target, ast.Tuple) else [target]
                    yield from ((self.dotted(one), value) for one in targets)


def bare_send(code: Code) -> Iterator[tuple[ast.AST, str]]:
    """`send` may take a part, and says so. Of a datagram it takes all or nothing."""
    alone = {id(node.value) for node in ast.walk(code.tree) if isinstance(node, ast.Expr)}
    for node, on in code.methods("send"):
        # Of what a function is given, nothing is known but what the program makes.
        maker = max(((call.lineno, ast.unparse(call)) for target, call in code.assigned() if target == on and call.lineno <= node.lineno),
                    default=(0, ast.unparse(code.tree)))
        if id(node) in alone and (not DATAGRAMS.search(maker[1]) or (not maker[0] and STREAMS.search(maker[1]))):
            yield node, "send may take a part: sendall, or a comment that says why not"


def sleep(code: Code) -> Iterator[tuple[ast.AST, str]]:
    events = {target for target, call in code.assigned() if code.dotted(call.func) in {"threading.Event", "threading.Condition", "asyncio.Event"}}
    woken = {on for _, on in code.methods("set", "notify", "notify_all")}
    for node, name in code.calls:
        waits = name.endswith(".wait") and (name.startswith(("threading.Event()", "threading.Condition()")) or name.removesuffix(".wait") in events - woken)
        nothing = name == "select.select" and all(isinstance(one, ast.List | ast.Tuple) and not one.elts for one in node.args[:3])
        if name in {"time.sleep", "asyncio.sleep", "signal.sigtimedwait"} or waits or nothing:
            yield node, "wait for what you need, not for a while"


def listen_without_bind(code: Code) -> Iterator[tuple[ast.AST, str]]:
    bound = {on for _, on in code.methods("bind")}
    for node, on in code.methods("listen"):
        if on not in bound:
            yield node, "without bind, listen takes some port on all of the machine's addresses"


def endless_wait(code: Code) -> Iterator[tuple[ast.AST, str]]:
    """Of a pair, what a client connects and what a server accepts has a time-out. What waits for a client has
    none, and who waits with select has it there."""
    if not code.paired or FOR_EVER in code.docstring or code.methods("select", "setdefaulttimeout", "start_server", "open_connection"):
        return
    limited = {on for _, on in code.methods("settimeout", "setblocking")}
    bound = {on for _, on in code.methods("bind", "listen")}
    for target, call in code.assigned():
        made = code.dotted(call.func)
        timed = made == "socket.create_connection" and (len(call.args) > 1 or any(one.arg == "timeout" for one in call.keywords))
        if made.endswith((".accept", "socket.create_connection", "socket.socket")) and not timed and target not in limited | bound:
            yield call, f"{target} may wait for ever: give it a time-out, or say {FOR_EVER!r}"


RULES = [bare_send, sleep, listen_without_bind, endless_wait]


def faults(code: Code) -> list[str]:
    return [f"line {node.lineno}: {said}" for rule in RULES for node, said in rule(code) if not code.excused(node)]


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.path.relative_to(SNIPPETS).as_posix())
def test_a_careful_engineer_signs_it(program):
    assert not faults(Code(program.source, program.path in PAIRED))


def ruff(*paths: str | Path) -> str:
    found = shutil.which("ruff", path=str(Path(sys.executable).parent))
    assert found, "ruff is missing: install requirements.txt"
    done = subprocess.run(
        [found, "check", "--isolated", "--no-cache", "--quiet", "--output-format", "concise", "--select", ",".join(RUFF), *map(str, paths)],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=60,
    )
    return done.stdout + done.stderr


def test_nothing_is_unused_and_no_error_is_swallowed():
    assert not ruff("snippets", "lab", "tests")


# The tests of the tests.

PAIR = "import socket\nwith socket.create_server(('127.0.0.1', 1)) as listener:\n    conn, peer = listener.accept()\n"
BROKEN = {
    "send": PAIR + "    conn.settimeout(5)\n    conn.send(b'x')\n",
    "a sleep by another name": "from time import sleep as pause\npause(1)\n",
    "a sleep by another module": "import time as t\nt.sleep(1)\n",
    "an event that nobody sets": "import threading\nthreading.Event().wait(1)\n",
    "a named event that nobody sets": "from threading import Event\nquiet = Event()\nquiet.wait(timeout=1)\n",
    "select on nothing": "import select\nselect.select([], [], [], 1)\n",
    "listen without bind": "import socket\nwith socket.socket() as s:\n    s.listen()\n",
    "a server without a time-out": PAIR + "    conn.recv(1)\n",
    "a client without a time-out": "import socket\nwith socket.create_connection(('127.0.0.1', 1)) as sock:\n    sock.recv(1)\n",
    "another client without one": "import socket\nwith socket.socket() as sock:\n    sock.connect(('127.0.0.1', 1))\n",
}
FINE = [
    PAIR + "    conn.settimeout(5)\n    # One byte is taken whole.\n    conn.send(b'x')\n    conn.recv(1)\n",
    "import socket\nwith socket.create_connection(('127.0.0.1', 1), 5) as sock:\n    sock.recv(1)\n",
    "import socket\nwith socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:\n    s.settimeout(1)\n    s.send(b'x')\n",
    "import threading\ndone = threading.Event()\ndone.set()\ndone.wait(5)\n",
    f'"""Wait. {FOR_EVER}"""\n' + PAIR + "    conn.recv(1)\n",
]


@pytest.mark.parametrize("source", BROKEN.values(), ids=BROKEN.keys())
def test_a_fault_is_found(source):
    assert len(faults(Code(source, paired=True))) == 1


@pytest.mark.parametrize("source", FINE)
def test_what_is_fine_is_no_fault(source):
    assert not faults(Code(source, paired=True))


@pytest.mark.parametrize("source, code", {
    "import socket\n": "F401", "try:\n    print()\nexcept:\n    pass\n": "E722", "try:\n    print()\nexcept Exception:\n    pass\n": "S110",
    "try:\n    print()\nexcept Exception as error:\n    pass\n": "S110",
}.items())
def test_ruff_finds_what_is_seeded(source, code, tmp_path):
    path = tmp_path / "broken.py"
    path.write_text(source, encoding="utf-8")
    assert code in ruff(path)
