"""Sessions: what a reader does in one or more terminals, done in terminals, and what they showed.

`name.session` in a folder of `snippets/` holds the steps, `name.out` the transcript. One step a line, after the number
of its terminal:

    1 $ python3 echo_server.py      a command; the terminal must have ended the one before
    1 < hello                       a line that is typed
    1 ^C                            Ctrl-C
    s/pid=[0-9]+/pid=PID/           no step: what varies from run to run is replaced in the transcript, Python's re.sub

Lines before the first step are words of the docstring convention; blank lines count for nothing. A step is made when the step before has ended or all
that runs sleeps. The commands see the programs of the folder, a private loopback and the environment of a shell.
"""

import os
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lab import namespace
from lab.example import LIMIT, ROOT, SNIPPETS, Failed, Unchecked, activity

QUIET = 0.3  # seconds without a move after which what runs is taken to wait for the reader
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
            [sys.executable, "-m", "lab.session", "--worker", str(self.path)],
            cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=3 * LIMIT,
        )
        if done.returncode:
            raise Failed(f"{self.name}: {done.stderr.strip()}")
        text = done.stdout
        for pattern, replacement in self.masks:
            text = re.sub(pattern, replacement, text, flags=re.MULTILINE)
        return text


def all_sessions(snippets: Path = SNIPPETS) -> list[Session]:
    return [Session(path) for path in sorted(snippets.rglob("*.session"))]


class Terminal:
    """A terminal of 100 columns, and the command that runs in it."""

    def __init__(self, folder: Path) -> None:
        import fcntl  # not on Windows, where this module must still import
        import termios

        self.folder = folder
        self.screen, self.keyboard_and_screen = os.openpty()
        os.set_blocking(self.screen, False)
        fcntl.ioctl(self.keyboard_and_screen, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
        # With it, a new session takes the terminal at its standard input for its own: Ctrl-C is then for it.
        self.take_over = lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0)
        self.process: subprocess.Popen | None = None
        self.shown = ""  # since it was last asked

    @property
    def busy(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def start(self, command: str) -> None:
        self.shown += f"$ {command}\n"
        slave = self.keyboard_and_screen
        environment = {key: os.environ[key] for key in ("PATH", "LANG", "HOME") if key in os.environ}
        self.process = subprocess.Popen(
            ["bash", "-c", command], cwd=self.folder, stdin=slave, stdout=slave, stderr=slave, start_new_session=True,
            env=environment | {"PYTHONDONTWRITEBYTECODE": "1", "TERM": "dumb", "LC_ALL": "C.UTF-8"},
            preexec_fn=self.take_over,
        )

    def type(self, keys: str) -> None:
        os.write(self.screen, keys.encode())

    def read(self) -> bool:
        """Take what was written on the screen since. True if there was anything."""
        try:
            new = os.read(self.screen, 65536)
        except BlockingIOError:
            return False
        self.shown += new.decode("utf-8", "replace").replace("\r\n", "\n")
        return True

    def end(self) -> None:
        if self.process:
            try:
                os.killpg(self.process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            self.process.wait()
        os.close(self.screen)
        os.close(self.keyboard_and_screen)


def work(session: Session) -> str:
    """Make the steps in a private loopback and a scratch folder. The transcript, nothing replaced in it."""
    namespace.enter()
    # The Python that runs this is the one that `python3` starts.
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    with tempfile.TemporaryDirectory() as scratch:
        for path in session.path.parent.glob("*.py"):
            shutil.copy(path, scratch)
        terminals = {number: Terminal(Path(scratch)) for number in sorted({step[0] for step in session.steps})}
        transcript: list[tuple[int, str]] = []
        try:
            for number, kind, text in session.steps:
                terminal = terminals[number]
                if terminal.busy == (kind == "$"):
                    raise Failed(f"terminal {number} is {'still' if kind == '$' else 'not'} running a command at the step `{kind} {text}`")
                if kind == "$":
                    terminal.start(text)
                else:
                    terminal.type("\x03" if kind == "^C" else f"{text}\n")
                wait_until_quiet(terminals.values())
                for shown, other in sorted(terminals.items(), key=lambda item: item[0] != number):
                    transcript.append((shown, other.shown))
                    other.shown = ""
            if running := [number for number, terminal in terminals.items() if terminal.busy]:
                raise Failed(f"still running at the end, in terminal {running[0]}:\n{joined(transcript)}")
        finally:
            for terminal in terminals.values():
                terminal.end()
    return joined(transcript)


def wait_until_quiet(terminals) -> None:
    """Until each command has ended, or none of their threads has moved for a while."""
    deadline = time.monotonic() + LIMIT
    since, last = time.monotonic(), None
    while any(terminal.busy for terminal in terminals):
        wrote = any([terminal.read() for terminal in terminals])
        now, seen = time.monotonic(), activity({terminal.process.pid for terminal in terminals if terminal.process})
        if wrote or seen is None or seen != last:
            since, last = now, seen
        elif now - since > QUIET:
            break
        if now > deadline:
            raise Failed(f"no rest within {LIMIT:.0f} s")
        select.select([terminal.screen for terminal in terminals], [], [], 0.02)
    for terminal in terminals:
        while terminal.read():
            pass


def joined(transcript: list[tuple[int, str]]) -> str:
    """What stood on the terminals, in the order of the steps; with several, each line after the number of its own."""
    several = len({number for number, _ in transcript}) > 1
    parts: list[tuple[int, str]] = []
    for number, text in transcript:
        if text and parts and parts[-1][0] == number:
            parts[-1] = number, parts[-1][1] + text
        elif text:
            parts.append((number, text))
    lines = [f"{number} {line}" if several else line for number, text in parts for line in text.splitlines()]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def main(arguments: list[str]) -> None:
    match arguments:
        case ["--worker", path]:
            try:
                print(work(Session(Path(path))), end="")
            except Failed as failure:
                sys.exit(str(failure))
        case [name]:
            print(Session(SNIPPETS / f"{name}.session").run(), end="")
        case _:
            sys.exit("Usage: python -m lab.session CHAPTER/NAME")


if __name__ == "__main__":
    main(sys.argv[1:])
