"""Examples: what they are, and how one is run.

The convention says everything. `name.py` is an example; so is `name_server.py` with `name_client.py`, and there
the server starts first and the client when the server listens (TCP, Unix) or is bound (UDP). A `name_proxy.py` starts
in between. No other name may end so. What a program needs, its docstring says in these words:

    Linux only          Not on Windows          as root          Ends in a traceback.

`python -m lab.example handshake/connect_before_accept` runs one and prints what it printed.
"""

import ast
import json
import os
import platform
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lab import namespace

ROOT = Path(__file__).resolve().parent.parent
SNIPPETS = ROOT / "snippets"
GUARD = Path(__file__).resolve().parent / "guard"
ROLES = ("server", "proxy", "client")  # of the programs of one example, in the order in which they start
LIMIT = 20.0  # seconds that one example may take; most take a tenth of one
SLEPT = 2.0  # seconds after which a run that never ends is stopped, if nothing of it has moved


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
    def needs(self) -> str:
        """The docstring on one line."""
        return " ".join(self.docstring.split())

    @property
    def ends_in_a_traceback(self) -> bool:
        return "Ends in a traceback." in self.needs

    @property
    def output(self) -> Path:
        return self.path.with_suffix(".out")


@dataclass(frozen=True)
class Example:
    """Programs that run together, in the order in which they start."""

    name: str
    programs: tuple[Program, ...]
    words: str = ""  # of a variation: what it needs and how it ends, beyond what its programs say

    def impossible_here(self) -> str | None:
        """Why this machine cannot run the example, or None if it can."""
        needs = " ".join([self.words, *(program.needs for program in self.programs)])
        if "Linux only" in needs and sys.platform != "linux":
            return "needs Linux"
        if "Not on Windows" in needs and sys.platform == "win32":
            return "does not run on Windows"
        if "as root" in needs and not namespace.available():
            return "needs a network namespace"
        sources = "".join(program.source for program in self.programs)
        if "/dev/net/tun" in sources and not os.access("/dev/net/tun", os.R_OK | os.W_OK):
            return "needs /dev/net/tun"
        return None


def all_examples(snippets: Path = SNIPPETS) -> list[Example]:
    """Every example below a folder, by name."""
    found: dict[str, list[Path]] = {}
    for path in sorted(snippets.rglob("*.py")):
        name = path.relative_to(snippets).with_suffix("").as_posix()
        found.setdefault(re.sub(f"_({'|'.join(ROLES)})$", "", name), []).append(path)
    return [
        # What starts first sorts last.
        Example(name, tuple(Program(path) for path in sorted(paths, reverse=True)))
        for name, paths in found.items()
    ]


def find(name: str) -> Example:
    for example in all_examples():
        if example.name == name:
            return example
    raise SystemExit(f"There is no example {name!r} in {SNIPPETS}.")


def run(example: Example, python: str = sys.executable) -> list[str]:
    """What each program of the example printed, in the order in which they start.

    Runs in a process of its own, so that the caller stays where it is. Raises Failed or Unchecked.
    """
    if reason := example.impossible_here():
        raise Unchecked(f"{example.name}: {reason}")
    done = subprocess.run(
        [sys.executable, "-m", "lab.example", "--worker", python, example.words, *(str(p.path) for p in example.programs)],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=LIMIT + 20,
    )
    if done.returncode:
        raise Failed(f"{example.name}: {done.stderr.strip()}")
    return json.loads(done.stdout)


def work(python: str, words: str, programs: list[Program]) -> list[str]:
    """Run the programs in a private loopback where there is one, and see that they leave nothing behind."""
    endless = "Never ends." in words
    private = namespace.available()
    if private:
        namespace.enter()
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch) / "home"
        home.mkdir()
        environment = os.environ | {
            "PYTHONPATH": str(GUARD),
            "PYTHONUNBUFFERED": "1",  # a terminal shows each line at once; a file must too
            "PYTHONUTF8": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
            "LAB_PRIVATE": str(int(private)),
        }
        runs = [Run(python, program, Path(scratch), environment) for program in programs]
        deadline = time.monotonic() + LIMIT
        try:
            for number, one in enumerate(runs):
                one.start()
                if number + 1 < len(runs):
                    one.wait_until_reachable(deadline)
            stopped = endless and stop_when_asleep(runs, deadline)
            for one in runs:
                one.wait(deadline)
            if endless and not stopped:
                raise Failed("ended, though it says that it never ends")
            printed = [one.printed("Ends in a traceback." in words) for one in runs]
        except Failed as failure:
            raise Failed(f"{failure}\n" + "\n".join(one.told() for one in runs)) from None
        finally:
            strays = [one.program.path.name for one in runs if one.end_all()]
        if strays:
            raise Failed(f"processes left behind by {', '.join(strays)}")
        if files := sorted(path.name for path in home.iterdir()):
            raise Failed(f"files left behind: {', '.join(files)}")
        return printed


class Run:
    """One program while it runs."""

    def __init__(self, python: str, program: Program, scratch: Path, environment: dict[str, str]) -> None:
        self.python, self.program, self.scratch, self.environment = python, program, scratch, environment
        self.files = {name: scratch / f"{program.path.stem}.{name}" for name in ("stdout", "stderr")}
        self.ready = scratch / f"{program.path.stem}.ready"
        self.process: subprocess.Popen | None = None
        self.stopped = False  # from outside, because it would never end

    def start(self) -> None:
        with open(self.files["stdout"], "ab") as stdout, open(self.files["stderr"], "ab") as stderr:
            self.process = subprocess.Popen(
                [self.python, "-X", "dev", "-W", "error", str(self.program.path)],
                cwd=self.scratch / "home", env=self.environment | {"LAB_READY": str(self.ready)},
                stdin=subprocess.DEVNULL, stdout=stdout, stderr=stderr,
                start_new_session=True,  # so that all it starts can be found and ended
            )

    def wait_until_reachable(self, deadline: float) -> None:
        while not self.ready.exists():
            if self.process.poll() is not None:
                raise Failed(f"{self.program.path.name} ended before it listened")
            if time.monotonic() > deadline:
                raise Failed(f"{self.program.path.name} did not listen within {LIMIT:.0f} s")
            time.sleep(0.002)

    def wait(self, deadline: float) -> None:
        try:
            self.process.wait(max(0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            raise Failed(f"{self.program.path.name} did not end within {LIMIT:.0f} s") from None

    def text(self, name: str) -> str:
        return self.files[name].read_text(encoding="utf-8") if self.files[name].exists() else ""

    def told(self) -> str:
        return f"--- {self.program.path.name}\n{self.text('stdout')}{self.text('stderr')}"

    def printed(self, may_end_in_a_traceback: bool = False) -> str:
        """Standard output; and of a promised traceback the two lines that are the same on every Python."""
        status, stdout, stderr = self.process.returncode, self.text("stdout"), self.text("stderr")
        if self.stopped:
            return f"{stdout}(still waiting after {SLEPT:.0f} seconds: stopped)\n"
        promised = self.program.ends_in_a_traceback or (may_end_in_a_traceback and status == 1)
        if status != int(promised):
            raise Failed(f"{self.program.path.name}: exit status {status}, expected {int(promised)}")
        if not promised:
            if stderr:
                raise Failed(f"{self.program.path.name} wrote to standard error")
            return stdout
        if stderr.count("Traceback (most recent call last)") != 1 or "Exception ignored" in stderr:
            raise Failed(f"{self.program.path.name}: more than the one traceback it promises")
        return f"{stdout}Traceback (most recent call last):\n  ...\n{stderr.splitlines()[-1]}\n"

    def end_all(self) -> bool:
        """End what is left of the program and of what it started. True if anything was left after it had ended."""
        if self.process is None:
            return False
        ended = self.process.poll() is not None
        if sys.platform == "win32":
            self.process.kill()
            left = False
        else:
            left = self.signal_all(signal.SIGKILL)
        self.process.wait()
        return ended and left

    def signal_all(self, number: int) -> bool:
        """Send a signal to what is left of the program and of what it started. True if there was anything."""
        try:
            os.killpg(self.process.pid, number)
        except ProcessLookupError:
            return False
        return True


def stop_when_asleep(runs: list[Run], deadline: float) -> bool:
    """Wait until all has ended, or until nothing has moved for SLEPT seconds; then end what still runs. True if any did."""
    since, last = time.monotonic(), None
    while any(one.process.poll() is None for one in runs):
        now = time.monotonic()
        if now > deadline:
            raise Failed(f"neither ended nor slept within {LIMIT:.0f} s")
        if (seen := activity({one.process.pid for one in runs})) is None or seen != last:
            since, last = now, seen
        elif now - since > SLEPT:
            if waits := waits_for_a_while({one.process.pid for one in runs}):
                raise Failed(f"says that it never ends, but waits with a time-out: {', '.join(waits)}")
            for one in runs:  # first all of them, so that none sees another end
                one.stopped = one.process.poll() is None
                one.signal_all(signal.SIGSTOP)
            for one in runs:
                one.end_all()
            return True
        time.sleep(0.02)
    return False


def tasks(sessions: set[int]) -> Iterator[tuple[Path, list[str]]]:
    """The threads of some sessions: the folder of each in /proc, and what proc(5) calls stat, from the state on."""
    for task in Path("/proc").glob("[0-9]*/task/[0-9]*"):
        try:
            # The name of a program stands in brackets and may hold anything; behind it: state, parent, group, session.
            stat = (task / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has just ended
        if int(stat[3]) in sessions and stat[0] != "Z":
            yield task, stat


def activity(sessions: set[int]) -> list | None:
    """What the threads of some sessions have done so far: alike at two times if none moved in between. None while one runs.

    On a system without /proc all seem to sleep.
    """
    seen = []
    for task, stat in tasks(sessions):
        if stat[0] not in "ST":
            return None
        try:
            switches = [line for line in (task / "status").read_text().splitlines() if "ctxt_switches" in line]
        except OSError:
            return None
        seen.append((task.name, *stat[11:15], *switches))
    return sorted(seen)


# System calls of x86-64 that can wait with a time-out, and which argument it is: asm/unistd_64.h.
TIMED = {7: ("poll", 2), 23: ("select", 4), 202: ("futex", 3), 232: ("epoll_wait", 3), 270: ("pselect6", 4), 271: ("ppoll", 2), 281: ("epoll_pwait", 3)}
NONE = {"0x0", "0xffffffff", "0xffffffffffffffff"}  # no time-out: no address of one, or -1


def waits_for_a_while(sessions: set[int]) -> list[str]:
    """The system calls with a time-out in which threads of some sessions wait. Empty on machines of another kind."""
    found = []
    for task, _ in tasks(sessions) if platform.machine() == "x86_64" else ():
        number, *arguments = (task / "syscall").read_text().split()
        if number.isdigit() and int(number) in TIMED:
            name, position = TIMED[int(number)]
            found += [name] if arguments[position] not in NONE else []
    return found


def main(arguments: list[str]) -> None:
    match arguments:
        case ["--worker", python, words, *paths]:
            try:
                print(json.dumps(work(python, words, [Program(Path(path)) for path in paths])))
            except Failed as failure:
                sys.exit(str(failure))
        case [name]:
            example = find(name)
            for program, printed in zip(example.programs, run(example)):
                print(f"$ python {program.path.name}\n{printed}")
        case _:
            sys.exit("Usage: python -m lab.example CHAPTER/NAME")


if __name__ == "__main__":
    main(sys.argv[1:])
