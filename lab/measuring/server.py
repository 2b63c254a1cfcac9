"""A server that is measured: started, found, weighed, and ended."""

import contextlib
import os
import re
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lab.measuring.architectures import Architecture
from lab.paths import ROOT

START, END = 20, 5  # seconds within which it says where it waits, and within which it ends when it is told to
DESCRIPTORS = 20_000  # open at once, in the server and in what loads it


class Unfit(Exception):
    """A server does not start, or ends before it is told to. Its words are the reason."""


@dataclass(frozen=True)
class Server:
    process: subprocess.Popen
    address: tuple[str, int]
    said: Path  # where what it prints goes

    def weight(self) -> int | None:
        """The bytes of memory of the server and its children, what they share counted once; None where the system does not say.

        The proportional set size of proc_pid_smaps(5), which is a matter of Linux.
        """
        if sys.platform != "linux":
            return None
        return sum(proportional_size(pid) for pid in family(self.process.pid))

    def ended(self) -> bool:
        return self.process.poll() is not None


@contextlib.contextmanager
def serving(architecture: Architecture, python: str = sys.executable) -> Iterator[Server]:
    """A server that waits for clients. Raises Unfit."""
    with tempfile.TemporaryDirectory() as folder:
        program, said = Path(folder, architecture.path.name), Path(folder, "said")
        program.write_text(architecture.source(), encoding="utf-8")
        command = [python, *architecture.through.split(), str(program)]
        with said.open("wb") as file:
            process = subprocess.Popen(
                command, cwd=folder, stdout=file, stderr=subprocess.STDOUT, env=os.environ | {"PYTHONUNBUFFERED": "1", "PYTHONPATH": str(ROOT)},
                start_new_session=True,  # it and its children are ended together
            )
        try:
            yield Server(process, find_address(process, said), said)
        finally:
            end(process)


def find_address(process: subprocess.Popen, said: Path) -> tuple[str, int]:
    """Where a server says that it waits. Raises Unfit."""
    deadline = time.monotonic() + START
    while time.monotonic() < deadline:
        text = said.read_text(encoding="utf-8")
        if found := re.search(r"^waiting on ([\d.]+):(\d+)$", text, re.MULTILINE):
            return found[1], int(found[2])
        if process.poll() is not None:
            raise Unfit(f"it ended before it waited: {(text.splitlines() or ['(it printed nothing)'])[-1]}")
        select.select([], [], [], 0.01)
    raise Unfit(f"it did not say within {START} s where it waits")


def end(process: subprocess.Popen) -> None:
    """End a server and its children: as Ctrl-C would, and where that is not enough, for certain."""
    for number in (signal.SIGINT, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(END)
    with contextlib.suppress(ProcessLookupError):  # children that outlived it
        os.killpg(process.pid, signal.SIGKILL)


def family(pid: int) -> list[int]:
    """A process and its descendants."""
    found = [pid]
    for one in found:
        for task in Path(f"/proc/{one}/task").glob("*/children"):
            with contextlib.suppress(OSError):
                found += map(int, task.read_text().split())
    return found


def proportional_size(pid: int) -> int:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:  # it has just ended
        return 0
    return 1024 * int(re.search(r"^Pss: +(\d+) kB", text, re.MULTILINE)[1])


def allow_descriptors() -> int:
    """Let this process and its children open many descriptors. How many they may."""
    import resource  # not on Windows

    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    allowed = DESCRIPTORS if hard == resource.RLIM_INFINITY else min(DESCRIPTORS, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
    return allowed
