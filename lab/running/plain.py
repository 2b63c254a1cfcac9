"""Runs the programs of an example as a reader runs them, and says what they print that they must not. Linux only."""

import difflib
import json
import os
import subprocess
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from lab.running.examples import TIME_LIMIT, Failed, Program
from lab.running.held import find_held
from lab.running.worker import Run, wait_for_all

SHIM = Path(__file__).resolve().parent / "shim"
READER = {"PYTHONDONTWRITEBYTECODE": "1"}  # the folder stays as it is; nothing else is set
LAB = {"PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"}


@dataclass(frozen=True)
class Job:
    """Programs that run together, what runs them, and a scratch folder."""

    programs: tuple[Program, ...]
    python: str
    home: Path

    @property
    def notes(self) -> Path:
        """Where the lines that ran are noted (shim/lab_lines.py)."""
        return self.home / "lines that ran"

    @property
    def servers(self) -> tuple[Program, ...]:
        """What the client waits for."""
        return self.programs[:-1]

    def reader(self, **more: str) -> dict[str, str]:
        """The environment that a shell gives a program, and nothing of the lab."""
        return {"PATH": os.environ["PATH"], "HOME": str(self.home)} | READER | more

    def watched(self, **more: str) -> dict[str, str]:
        """That of the lab, and the lines that run are noted."""
        folder = self.programs[0].path.parent
        return self.reader(PYTHONPATH=str(SHIM), LAB_LINES=str(self.notes), LAB_PROGRAMS=str(folder), **LAB, **more)

    def read_notes(self, program: Program) -> set[int]:
        """The lines of a program that ran so far."""
        lines = self.notes.read_text(encoding="utf-8").splitlines() if self.notes.exists() else []
        return {int(number) for path, _, number in (line.rpartition(":") for line in lines) if path == str(program.path)}


class PlainRun(Run):
    """One program while it runs as a reader runs it: no guard in it, its output in a pipe."""

    def __init__(self, job: Job, program: Program, environment: dict[str, str], prepare: Callable[[], None] | None = None) -> None:
        """`prepare` is called in the new process, before it becomes the program."""
        super().__init__(job.python, program, job.home, environment)
        self.prepare = prepare
        self.written = {"stdout": b"", "stderr": b""}

    def start(self) -> None:
        self.process = subprocess.Popen(
            [self.python, str(self.program.path)], cwd=self.scratch, env=self.environment, preexec_fn=self.prepare,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
        )
        for pipe in (self.process.stdout, self.process.stderr):
            os.set_blocking(pipe.fileno(), False)

    def wait_until_reachable(self, deadline: float) -> None:
        while not find_held(self.process.pid):
            if self.process.poll() is not None:
                raise Failed(f"{self.program.path.name} ended before it listened")
            if time.monotonic() > deadline:
                raise Failed(f"{self.program.path.name} did not listen in time")
            time.sleep(0.005)

    def read_stream(self, name: str) -> str:
        if self.process is None:
            return ""
        while new := getattr(self.process, name).read(1 << 20):
            self.written[name] += new
        return self.written[name].decode("utf-8", "replace")

    def difference(self) -> str | None:
        """What is not as its `.out` has it, or None."""
        try:
            printed = self.captured_output()
        except Failed as failure:
            return f"{failure}\n{self.read_stream('stderr').strip()}"
        expected = self.program.output.read_text(encoding="utf-8") if self.program.output.exists() else ""
        changes = [line for line in difflib.ndiff(expected.splitlines(), printed.splitlines()) if line[0] in "-+"]
        return "\n".join([f"{self.program.path.name} printed something else:", *changes[:12]]) if changes else None


def remove_sockets(folder: Path) -> None:
    """Files of Unix sockets there: what is killed leaves them."""
    for path in folder.rglob("*"):
        if path.is_socket():
            path.unlink()


def play(job: Job, environment: dict[str, str], limit: float = TIME_LIMIT) -> list[str]:
    """Run the programs together. What is not as it must be."""
    runs = [PlainRun(job, program, environment) for program in job.programs]
    deadline = time.monotonic() + limit
    try:
        for one in runs:
            one.start()
            if one is not runs[-1]:
                one.wait_until_reachable(deadline)
        wait_for_all(runs, deadline)
        return [difference for one in runs if (difference := one.difference())]
    except Failed as failure:
        return [f"{failure}\n" + "\n".join(one.transcript() for one in runs)]
    finally:
        for one in runs:
            one.end_all()


def apart(function: Callable[..., list[str]], *arguments: object) -> list[str]:
    """Call a function in a process of its own, which may enter a namespace."""
    reading, writing = os.pipe()
    if not (child := os.fork()):
        os.close(reading)
        try:
            said = function(*arguments)
        except BaseException:  # a process that is forked must not go on as its parent does
            said = [f"the check itself failed:\n{traceback.format_exc()}"]
        with os.fdopen(writing, "w") as file:
            json.dump(said, file)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as file:
        said = json.load(file)
    os.waitpid(child, 0)
    return said
