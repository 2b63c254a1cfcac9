"""Sessions: what a reader does in one or more terminals, done in terminals, and what they showed.

`name.session` in a folder of `snippets/` holds the steps, `name.out` the transcript. One step a line, after the number
of its terminal:

    1 $ python3 echo_server.py      a command; the terminal must have ended the one before
    1 < hello                       a line that is typed
    1 ^C                            Ctrl-C
    s/pid=[0-9]+/pid=PID/           no step: what varies from run to run is replaced in the transcript, Python's re.sub

Lines before the first step are words of the docstring convention; blank lines count for nothing. A step is made when
the step before has ended or all that runs sleeps. The commands see the programs of the folder, a private loopback and the environment of a shell.
"""

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lab.paths import ROOT, SNIPPETS
from lab.running import namespace
from lab.running.examples import TIME_LIMIT, Failed, Unchecked

STEP = re.compile(r"(\d) (\$|<|\^C)(?: (.*))?")
MASK = re.compile(r"s/((?:[^/\\]|\\.)+)/((?:[^/\\]|\\.)*)/")


@dataclass(frozen=True)
class Session:
    """One `.session` of `snippets/`."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.relative_to(SNIPPETS).with_suffix("").as_posix()

    @property
    def output(self) -> Path:
        return self.path.with_suffix(".out")

    @cached_property
    def lines(self) -> list[str]:
        return [line for line in self.path.read_text(encoding="utf-8").splitlines() if line]

    @cached_property
    def steps(self) -> list[tuple[int, str, str]]:
        """Terminal, kind and text of each step."""
        return [(int(found[1]), found[2], found[3] or "") for line in self.lines if (found := STEP.fullmatch(line))]

    @cached_property
    def masks(self) -> list[tuple[str, str]]:
        return [(found[1], found[2]) for line in self.lines if (found := MASK.fullmatch(line))]

    def run(self) -> str:
        """The transcript. Raises Failed or Unchecked."""
        first = next((number for number, line in enumerate(self.lines) if STEP.fullmatch(line)), len(self.lines))
        unread = [line for line in self.lines[first:] if not (STEP.fullmatch(line) or MASK.fullmatch(line))]
        if unread or not self.steps:
            raise Failed(f"{self.name}: neither a step nor a replacement: {unread}" if unread else f"{self.name}: no step")
        if not namespace.available():
            raise Unchecked(f"{self.name}: needs a network namespace")
        missing = {text.split()[0] for _, kind, text in self.steps if kind == "$" and shutil.which(text.split()[0]) is None}
        if missing:
            raise Unchecked(f"{self.name}: needs {', '.join(sorted(missing))}")
        done = subprocess.run(
            [sys.executable, "-m", "lab.running.session_worker", str(self.path)],
            cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=3 * TIME_LIMIT,
        )
        if done.returncode:
            raise Failed(f"{self.name}: {done.stderr.strip()}")
        text = done.stdout
        for pattern, replacement in self.masks:
            text = re.sub(pattern, replacement, text, flags=re.MULTILINE)
        return text


def all_sessions(snippets: Path = SNIPPETS) -> list[Session]:
    return [Session(path) for path in sorted(snippets.rglob("*.session"))]
