"""Examples: what they are, and how one is run.

The convention says everything. `name.py` is an example; so is `name_server.py` with `name_client.py`, and there
the server starts first and the client when the server listens (TCP, Unix) or is bound (UDP). A `name_proxy.py` starts
in between. No other name may end so. What a program needs, its docstring says in these words:

    Linux only          Not on Windows          as root          Needs IPv6.
    Ends in a traceback.                        Shows what one recv returns.
    Serves until Ctrl-C.                        it gets that when its client has ended and all of it sleeps

What a program is for is said there too, in one of these; what says nothing of it demonstrates something:

    To copy.                                    for work of one's own: no hostile peer breaks it (lab/running/hostile.py)
    Naive. Broken by: dribble, cut.             leaves out what these hostile peers find
    Wrong on purpose: ...                       at its beginning
"""

import ast
import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lab.paths import ROOT, SNIPPETS
from lab.running import namespace

ROLES = ("server", "proxy", "client")  # of the programs of one example, in the order in which they start
TO_COPY, NAIVE, WRONG = "to copy", "naive", "wrong on purpose"
MARKS = {TO_COPY: re.compile(r"\bTo copy\."), NAIVE: re.compile(r"\bNaive\. Broken by: ([^.]+)\."), WRONG: re.compile(r"^Wrong on purpose:")}
BECOMES_ANOTHER_USER = re.compile(r"\bos\.sete?[ug]id\(")
TIME_LIMIT = 20.0  # seconds that one example may take; most take a tenth of one


class Failed(Exception):
    """An example did not do what an example must do."""


class Unchecked(Exception):
    """This machine cannot run the example; nothing is known about it."""


@dataclass(frozen=True)
class Program:
    """One file of `snippets/`."""

    path: Path

    @cached_property
    def source(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def docstring(self) -> str:
        return ast.get_docstring(ast.parse(self.source)) or ""

    @cached_property
    def declarations(self) -> str:
        """The docstring on one line, in which to look for what the program needs."""
        return " ".join(self.docstring.split())

    @property
    def ends_in_a_traceback(self) -> bool:
        return "Ends in a traceback." in self.declarations

    @property
    def serves_until_ctrl_c(self) -> bool:
        return "Serves until Ctrl-C." in self.declarations

    @property
    def mark(self) -> str | None:
        """What it is for, one of MARKS; None for a demonstration."""
        return next((mark for mark, words in MARKS.items() if words.search(self.declarations)), None)

    @property
    def broken_by(self) -> list[str]:
        """The hostile peers that break it, if it says that it is naive."""
        found = MARKS[NAIVE].search(self.declarations)
        return found[1].split(", ") if found else []

    @property
    def output(self) -> Path:
        """The file that holds what it printed."""
        return self.path.with_suffix(".out")


@dataclass(frozen=True)
class Example:
    """Programs that run together, in the order in which they start."""

    name: str
    programs: tuple[Program, ...]
    words: str = ""  # of a variation: what it needs and how it ends, beyond what its programs say

    def impossible_here(self) -> str | None:
        """Why this machine cannot run the example, or None if it can."""
        declarations = " ".join([self.words, *(program.declarations for program in self.programs)])
        if "Linux only" in declarations and sys.platform != "linux":
            return "needs Linux"
        if "Not on Windows" in declarations and sys.platform == "win32":
            return "does not run on Windows"
        if "Never ends." in declarations and sys.platform != "linux":
            return "needs Linux, to see that all of it sleeps"
        if "as root" in declarations and not namespace.available():
            return "needs a network namespace"
        sources = "".join(program.source for program in self.programs)
        if "/dev/net/tun" in sources and not os.access("/dev/net/tun", os.R_OK | os.W_OK):
            return "needs /dev/net/tun"
        if BECOMES_ANOTHER_USER.search(sources) and not namespace.has_other_users():
            return "needs root, to become another user"
        return None


def all_examples(snippets: Path = SNIPPETS) -> list[Example]:
    """Every example below a folder, by name."""
    paths_by_name: dict[str, list[Path]] = {}
    for path in sorted(snippets.rglob("*.py")):
        name = path.relative_to(snippets).with_suffix("").as_posix()
        paths_by_name.setdefault(re.sub(f"_({'|'.join(ROLES)})$", "", name), []).append(path)
    return [
        # What starts first sorts last.
        Example(name, tuple(Program(path) for path in sorted(paths, reverse=True)))
        for name, paths in paths_by_name.items()
    ]


def find_example(name: str) -> Example:
    """The example of that name, `chapter/name`. Raises SystemExit, with a message, where there is none."""
    for example in all_examples():
        if example.name == name:
            return example
    raise SystemExit(f"There is no example {name!r} in {SNIPPETS}.")


def run_example(example: Example, python: str = sys.executable) -> list[str]:
    """What each program of the example printed, in the order in which they start.

    Runs in a process of its own, so that the caller stays where it is. Raises Failed or Unchecked.
    """
    if reason := example.impossible_here():
        raise Unchecked(f"{example.name}: {reason}")
    done = subprocess.run(
        [sys.executable, "-m", "lab.running.worker", python, example.words, *(str(p.path) for p in example.programs)],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=TIME_LIMIT + 20,
    )
    if done.returncode:
        raise Failed(f"{example.name}: {done.stderr.strip()}")
    return json.loads(done.stdout)
