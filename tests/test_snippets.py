"""What a program of snippets/ must be, beyond printing the right thing."""

import ast
import re
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from lab.paths import RECORDINGS, SNIPPETS
from lab.running.examples import Program, all_examples
from lab.running.session import all_sessions
from lab.running.summary import read_summary, summarize_run
from lab.running.variation import all_variations

PROGRAMS = [Program(path) for path in sorted(SNIPPETS.rglob("*.py"))]


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.path.relative_to(SNIPPETS).as_posix())
def test_house_style(program):
    tree = ast.parse(program.source)
    assert program.source.startswith('"""'), "the first line says what the program does"
    assert len(program.docstring.split("\n\n")[0].splitlines()) == 1, "its first paragraph is one line"
    for number, line in enumerate(program.source.splitlines(), 1):
        assert len(line) <= 72, f"line {number} has {len(line)} columns; 72 fit beside a figure and on a phone"
        assert line == line.rstrip(), f"line {number} ends in blanks"
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names] if isinstance(node, ast.Import)
            else [node.module] if isinstance(node, ast.ImportFrom) else []
        )
    }
    assert imported <= sys.stdlib_module_names, "the standard library is enough"
    assert not re.search(r"\bsleep\(", program.source.replace("asyncio.sleep(0)", "")), "wait for what you need, not for a while"


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.path.relative_to(SNIPPETS).as_posix())
def test_a_recorded_output_fits_the_page(program):
    lines = program.output.read_text(encoding="utf-8").splitlines()
    assert lines, "a program shows something"
    assert max(map(len, lines)) <= 76


@pytest.mark.parametrize("variation", all_variations(), ids=lambda variation: variation.name)
def test_a_variation_fits_its_program_and_the_page(variation):
    variation.changed_sources()
    for number, line in enumerate(variation.path.read_text(encoding="utf-8").splitlines(), 1):
        assert len(line) <= 72, f"line {number} has {len(line)} columns; 72 fit beside a figure and on a phone"
        assert line == line.rstrip(), f"line {number} ends in blanks"
    lines = variation.output.read_text(encoding="utf-8").splitlines()
    assert lines, "a changed program shows something"
    assert max(map(len, lines)) <= 76


@pytest.mark.parametrize("session", all_sessions(), ids=lambda session: session.name)
def test_a_session_has_a_name_of_its_own(session):
    """Otherwise its transcript would be in the file that holds the output of a program."""
    assert not [suffix for suffix in (".py", ".diff") if session.path.with_suffix(suffix).exists()]


@pytest.mark.parametrize("example", all_examples(), ids=lambda example: example.name)
def test_a_pair_is_a_server_and_a_client(example):
    roles = [program.path.stem.removeprefix(example.name.split("/")[-1]) for program in example.programs]
    assert roles in ([""], ["_server", "_client"], ["_server", "_proxy", "_client"]), "name_server.py goes with name_client.py"


def fixed_ports(program: Program) -> set[int]:
    """The ports that a program names: the second of a tuple, as in ("127.0.0.1", 25322), PORT = 25322, port=25322."""
    ports = set()
    for node in ast.walk(ast.parse(program.source)):
        if isinstance(node, ast.Tuple) and len(node.elts) in (2, 4):
            value = node.elts[1]
        elif (isinstance(node, ast.Assign) and "port" in ast.unparse(node.targets).lower()) or (isinstance(node, ast.keyword) and node.arg == "port"):
            value = node.value
        else:
            continue
        if isinstance(value, ast.Constant) and type(value.value) is int and 1024 <= value.value <= 65535:
            ports.add(value.value)
    return ports


PORTS: dict[int, set[str]] = {}  # the pairs that use a port
for pair in all_examples():
    for one in pair.programs if len(pair.programs) > 1 else ():
        for fixed in fixed_ports(one):
            PORTS.setdefault(fixed, set()).add(pair.name)


def test_no_two_pairs_share_a_port():
    """Two chapters tried at the same time, in four terminals, do not meet."""
    assert not {port: names for port, names in PORTS.items() if len(names) > 1}


def test_a_pair_uses_a_port_that_is_free():
    """Nobody gives it away to a client (above 32767 the kernel does), and no common program listens there."""
    taken = {3000, 3306, 5000, 5432, 6379, 8000, 8080, 8443, 8888, 9000, 11211, 27017}
    services = Path("/etc/services")
    if sys.platform == "linux" and services.exists():
        taken |= {int(port) for port in re.findall(r"^\S+\s+(\d+)/", services.read_text(encoding="utf-8"), re.MULTILINE)}
    assert not {port: names for port, names in PORTS.items() if port > 32767 or port in taken}


def test_the_summary_counts_what_is_here():
    recorded = read_summary()
    assert {key: recorded[key] for key in ("examples", "programs")} == {
        key: summarize_run()[key] for key in ("examples", "programs")
    }, "run `make record`"


def test_the_summary_and_the_recordings_are_of_one_python():
    """http.server names the version that runs it."""
    seen = {version for path in RECORDINGS.glob("*/*.json") for version in re.findall(r"Python/(\d[\d.]*\d)", path.read_text(encoding="utf-8"))}
    summary = read_summary()
    assert seen <= {summary["python"]}, "record again, by name, what is pinned"
    assert re.fullmatch(r"3\.\d+\.\d+", summary["python"]) and re.fullmatch(r"Linux \d+\.\d+", summary["system"])
    assert date.fromisoformat(summary["date"]) <= datetime.now(UTC).date()
