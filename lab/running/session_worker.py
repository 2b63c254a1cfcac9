"""The process that makes the steps of a session: it enters a namespace, and stays there.

`python -m lab.running.session_worker SESSION` writes the transcript to standard output, or says on standard error what
went wrong. `Session.run` starts it.
"""

import fcntl
import os
import pty
import select
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Collection
from pathlib import Path

from lab.running import namespace
from lab.running.activity import thread_activity
from lab.running.examples import TIME_LIMIT, Failed
from lab.running.session import Session
from lab.running.worker import QUIET


class Terminal:
    """A terminal of 100 columns, and the command that runs in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.screen, self.keyboard_and_screen = pty.openpty()
        os.set_blocking(self.screen, False)
        fcntl.ioctl(self.keyboard_and_screen, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
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
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
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


def make_steps(session: Session) -> str:
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
                raise Failed(f"still running at the end, in terminal {running[0]}:\n{join_transcript(transcript)}")
        finally:
            for terminal in terminals.values():
                terminal.end()
    return join_transcript(transcript)


def wait_until_quiet(terminals: Collection[Terminal]) -> None:
    """Until each command has ended, or none of their threads has moved for a while."""
    deadline = time.monotonic() + TIME_LIMIT
    since, last = time.monotonic(), None
    while any(terminal.busy for terminal in terminals):
        wrote = any([terminal.read() for terminal in terminals])
        now, seen = time.monotonic(), thread_activity({terminal.process.pid for terminal in terminals if terminal.process})
        if wrote or seen is None or seen != last:
            since, last = now, seen
        elif now - since > QUIET:
            break
        if now > deadline:
            raise Failed(f"no rest within {TIME_LIMIT:.0f} s")
        select.select([terminal.screen for terminal in terminals], [], [], 0.02)
    for terminal in terminals:
        while terminal.read():
            pass


def join_transcript(transcript: list[tuple[int, str]]) -> str:
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


def main(path: str) -> None:
    try:
        print(make_steps(Session(Path(path))), end="")
    except Failed as failure:
        sys.exit(str(failure))


if __name__ == "__main__":
    main(*sys.argv[1:])
