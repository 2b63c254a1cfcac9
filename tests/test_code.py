"""The rules of lab/running/rules.py hold for every program; and ruff finds nothing unused, and no error that is swallowed."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from lab.paths import ROOT, SNIPPETS
from lab.running.examples import Program, all_examples
from lab.running.rules import FOR_EVER, find_faults

PROGRAMS = [Program(path) for path in sorted(SNIPPETS.rglob("*.py"))]
PAIRED = {program.path for example in all_examples() if len(example.programs) > 1 for program in example.programs}
# What the tests of these rules break is here, and in no program.
RUFF = ["F", "E722", "S110", "S112"]  # unused or undefined names; errors that are swallowed


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.path.relative_to(SNIPPETS).as_posix())
def test_a_careful_engineer_signs_it(program):
    assert not find_faults(program.source, program.path in PAIRED)


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
    "a sleep of asyncio": "import asyncio\nasync def wait():\n    await asyncio.sleep(0.1)\n",
    "a turn that is a sleep": "import asyncio\nasync def wait(long):\n    await asyncio.sleep(0 + long)\n",
    "a sleep that is handed on": "import asyncio\nimport functools\npause = functools.partial(asyncio.sleep, 1)\n",
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
    "import asyncio\nasync def give_way():\n    await asyncio.sleep(0)\n",
    f'"""Wait. {FOR_EVER}"""\n' + PAIR + "    conn.recv(1)\n",
]


@pytest.mark.parametrize("source", BROKEN.values(), ids=BROKEN.keys())
def test_a_fault_is_found(source):
    assert len(find_faults(source, paired=True)) == 1


@pytest.mark.parametrize("source", FINE)
def test_what_is_fine_is_no_fault(source):
    assert not find_faults(source, paired=True)


@pytest.mark.parametrize("source, code", {
    "import socket\n": "F401", "try:\n    print()\nexcept:\n    pass\n": "E722", "try:\n    print()\nexcept Exception:\n    pass\n": "S110",
    "try:\n    print()\nexcept Exception as error:\n    pass\n": "S110",
}.items())
def test_ruff_finds_what_is_seeded(source, code, tmp_path):
    path = tmp_path / "broken.py"
    path.write_text(source, encoding="utf-8")
    assert code in ruff(path)
