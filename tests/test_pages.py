"""What a page shows is what runs: each listing is a file of snippets/, each output the one of the program above it."""

import os
import re
import shutil
import subprocess
import sys

import pytest
import yaml
from published import PAGES, blocks, extract

from lab.paths import ROOT, SNIPPETS
from lab.running.examples import Program

RUNNABLE = {"python"}
SHOWN = {"text", "console", "diff", "c", "http", "json", "figure", "recording"}
INCLUDE = re.compile(r'--8<-- "([^"]+)"')
PYTHON = re.compile(r"^ *(?:import \w|from \S+ import |def \w+\(|class \w+[:(]|with .*:$|for .*:$|while .*:$|print\()", re.MULTILINE)
# What a page says to type, beside `python3 name.py`, and what must come of it: part of what is printed, or a file.
COMMANDS = {
    "python -m lab.example handshake/connect_before_accept": "end of the stream",
    "python -m lab.record my_server.py my_client.py": "my.recording.html",
}
LISTINGS = [
    pytest.param(page, written, published, id=f"{page.relative_to(ROOT).as_posix()}:{written.lineno}")
    for page in PAGES
    for written, published in blocks(page)
    if written.syntax in RUNNABLE
]


@pytest.mark.parametrize("page, written, published", LISTINGS)
def test_a_listing_is_one_program_with_its_output(page, written, published):
    include = INCLUDE.fullmatch(written.code.strip())
    assert include, "code lives in snippets/; a page includes it"
    program = Program(SNIPPETS / include[1])
    assert published.code.rstrip() == program.source.rstrip()
    assert published.expected_output is not None, "show what the program printed below it"
    assert published.expected_output.rstrip() == program.output.read_text(encoding="utf-8").rstrip(), (
        "the output below a program must be its own"
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT / "docs").as_posix())
def test_every_fence_is_known_and_every_include_is_expected(page):
    for written, _ in blocks(page):
        assert written.syntax in RUNNABLE | SHOWN, f"line {written.lineno}: unknown language {written.syntax!r}"
    expected = []
    for written, published in blocks(page):
        include = INCLUDE.fullmatch(written.code.strip())
        if written.syntax in RUNNABLE:
            assert include, "code lives in snippets/; a page includes it"
            expected += [include[1], re.sub(r"\.py$", ".out", include[1])]
        elif written.syntax == "diff":
            assert include and include[1].endswith(".diff"), f"line {written.lineno}: a change is a .diff of snippets/; a page includes it"
            assert published.code.rstrip() == (SNIPPETS / include[1]).read_text(encoding="utf-8").rstrip()
            expected += [include[1], re.sub(r"\.diff$", ".out", include[1])]
        elif written.syntax == "console" and include:
            session = (SNIPPETS / include[1]).with_suffix(".session")
            assert session.exists(), f"line {written.lineno}: there is no {session.name}"
            expected.append(re.sub(r"\.\w+$", ".out", include[1]))
    included = INCLUDE.findall(page.read_text(encoding="utf-8"))
    assert included == expected, "a page includes programs and changes, each followed by its output, sessions, and nothing else"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT / "docs").as_posix())
def test_below_a_change_stands_its_output_in_a_fence_of_text(page):
    written = [block for block, _ in blocks(page)]
    for block, following in zip(written, [*written[1:], None]):
        if block.syntax == "diff":
            assert following and following.syntax == "text", f"line {block.lineno}: show what the changed program printed below the change"
            assert following.code.strip() == block.code.strip().replace('.diff"', '.out"')


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT / "docs").as_posix())
def test_no_other_fence_holds_python_or_a_session_that_was_typed(page):
    for written, _ in blocks(page):
        if INCLUDE.search(written.code) or written.syntax in RUNNABLE | {"figure", "recording"}:
            continue
        assert not PYTHON.search(written.code), f"line {written.lineno}: code lives in snippets/; a page includes it"
        for line in written.code.strip().splitlines() if written.syntax == "console" else ():
            program = re.fullmatch(r"(?:\$ python3|> py) (\w+\.py)", line)
            known = line.removeprefix("$ ") in COMMANDS or (program and any(SNIPPETS.glob(f"*/{program[1]}")))
            assert known, f"line {written.lineno}: what a command prints is a session of snippets/; a page includes it"


def test_the_commands_of_the_pages_work(tmp_path):
    """In a folder that has a pair of programs of the reader's own."""
    for role in ("server", "client"):
        shutil.copy(SNIPPETS / f"handshake/echo_{role}.py", tmp_path / f"my_{role}.py")
    for command, expected in COMMANDS.items():
        done = subprocess.run(
            [sys.executable, *command.split()[1:]], cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(ROOT), "BROWSER": "true"},
            capture_output=True, text=True, encoding="utf-8", timeout=60,
        )
        assert done.returncode == 0 and expected in done.stdout, done.stderr
        # No command stays that no page shows.
        assert any(f"$ {command}\n" in page.read_text(encoding="utf-8") for page in PAGES)


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_the_repository_s_own_pages_use_known_languages(name):
    for block in extract((ROOT / name).read_text(encoding="utf-8")):
        assert block.syntax in {"sh", "powershell", "text"}, f"line {block.lineno}: unknown language {block.syntax!r}"


def test_every_program_is_on_one_page():
    """And so is every change; of a session, its transcript."""
    shown = sorted(name for page in PAGES for name in INCLUDE.findall(page.read_text(encoding="utf-8")))
    files = [p for p in SNIPPETS.rglob("*.*") if "__pycache__" not in p.parts]
    written = sorted(
        p.relative_to(SNIPPETS).with_suffix(".out" if p.suffix == ".session" else p.suffix).as_posix()
        for p in files if not (p.suffix == ".out" and p.with_suffix(".session").exists())
    )
    assert shown == written


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT / "docs").as_posix())
def test_a_page_has_a_description_and_one_title(page):
    text = page.read_text(encoding="utf-8")
    # As YAML: a colon in the sentence makes it something else, and the site would then describe itself instead.
    description = yaml.safe_load(text.split("---\n")[1])["description"]
    assert 50 <= len(description) <= 155, "describe the page in one sentence of 50 to 155 characters"
    assert len(re.findall(r"^# ", re.sub(r"^```.*?^```", "", text, flags=re.M | re.S), re.MULTILINE)) == 1
