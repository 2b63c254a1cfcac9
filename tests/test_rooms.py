"""The rooms of lab/: each uses what is below it in this list, and nothing above."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from lab.paths import ROOT

LAB = ROOT / "lab"
ROOMS = ("running", "measuring", "recording", "drawing", "publishing", "printing")  # each may import from those before it
MODULES = sorted(path.relative_to(ROOT).as_posix() for path in LAB.rglob("*.py"))
COMMANDS = sorted(path.name for path in LAB.glob("*.py") if path.name not in {"__init__.py", "paths.py"})


def imported(source: str) -> Iterator[str]:
    """The modules of lab/ that a module imports, wherever in it: `lab.running.examples`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "an import says the whole name"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        yield from (name for name in names if f"{name}.".startswith("lab."))


def against_the_direction(path: str, source: str) -> list[str]:
    """What a module, by its path below the root, imports and may not."""
    _, *folders, name = Path(path).with_suffix("").parts
    if folders:
        allowed = ("paths", *ROOMS[:ROOMS.index(folders[0]) + 1])
    else:
        allowed = () if name in {"paths", "__init__"} else ("paths", *ROOMS)
    return [name for name in imported(source) if [*name.split("."), ""][1] not in allowed]


def test_there_is_no_other_room():
    assert {path.parent.relative_to(LAB).parts[0] for path in LAB.glob("*/**/*.py")} == set(ROOMS)


@pytest.mark.parametrize("path", MODULES)
def test_imports_go_one_way(path):
    assert against_the_direction(path, (ROOT / path).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("name", COMMANDS)
def test_what_lies_before_the_rooms_is_a_command(name):
    source = (LAB / name).read_text(encoding="utf-8")
    assert 'if __name__ == "__main__":' in source and f"python -m lab.{name.removesuffix('.py')}" in source.split('"""')[1]


@pytest.mark.parametrize("path, source, wrong", [
    ("lab/running/examples.py", "from lab.recording import story", ["lab.recording.story"]),
    ("lab/running/examples.py", "def run():\n    import lab.drawing.player", ["lab.drawing.player"]),
    ("lab/recording/story.py", "from lab import record", ["lab.record"]),
    ("lab/drawing/player.py", "from lab.publishing.pages import page_title", ["lab.publishing.pages.page_title"]),
    ("lab/publishing/hooks.py", "from lab import printing, paths", ["lab.printing"]),
    ("lab/paths.py", "from lab.running import examples", ["lab.running.examples"]),
    ("lab/record.py", "from lab import book", ["lab.book"]),
    ("lab/record.py", "import lab", ["lab"]),
    ("lab/printing/book.py", "from lab.running.examples import Unchecked\nimport json\nfrom labels import ink", []),
])
def test_an_import_against_the_direction_is_noticed(path, source, wrong):
    assert against_the_direction(path, source) == wrong
