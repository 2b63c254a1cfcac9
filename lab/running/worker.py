"""The process in which the programs of an example run: it enters a namespace, and stays there.

`python -m lab.running.worker PYTHON WORDS PROGRAM...` writes what each program printed to standard output, as a JSON list
of strings, or says on standard error what went wrong. WORDS are those of a variation, or empty.
`examples.run_example` starts it.
"""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from lab.running import namespace
from lab.running.activity import thread_activity, find_timed_waits
from lab.running.examples import TIME_LIMIT, Failed, Program

GUARD = Path(__file__).resolve().parent / "guard"
SLEPT = 2.0  # seconds after which a run that never ends is stopped, if nothing of it has moved
QUIET = 0.3  # seconds without a move after which what runs is taken to wait for somebody
# What asyncio says in development mode where the machine is busy: https://docs.python.org/3/library/asyncio-dev.html
SLOW = re.compile(r"^Executing <.*> took [\d.]+ seconds\n", re.MULTILINE)
# What Ctrl-C leaves: an exit status of 0 where the program took it for its end, or the system's own end of it (on Windows, of terminate).
ENDS_OF_CTRL_C = {0, 1} if sys.platform == "win32" else {0, -signal.SIGINT}


def run_programs(python: str, words: str, programs: list[Program], limit: float = TIME_LIMIT, quiet: float | None = None) -> list[str]:
    """Run the programs in a private loopback where there is one, and see that they leave nothing behind.

    What each printed, in the order in which they start. Raises Failed, also after so many seconds, or when nothing has moved for so many.
    """
    endless = "Never ends." in words
    private = namespace.available()
    if private:
        namespace.enter()
    with tempfile.TemporaryDirectory() as scratch:
        home, temporary = Path(scratch) / "home", Path(scratch) / "tmp"
        home.mkdir()
        temporary.mkdir()
        environment = os.environ | {
            "PYTHONPATH": str(GUARD),
            "PYTHONUNBUFFERED": "1",  # a terminal shows each line at once; a file must too
            "PYTHONUTF8": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
            "LAB_PRIVATE": str(int(private)),
            **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(temporary)),
        }
        runs = [Run(python, program, Path(scratch), environment) for program in programs]
        deadline = time.monotonic() + limit
        try:
            for number, one in enumerate(runs):
                one.start()
                if number + 1 < len(runs):
                    one.wait_until_reachable(deadline)
            stopped = endless and stop_when_asleep(runs, deadline)
            if quiet:
                fail_when_asleep(runs, deadline, quiet)
            wait_for_all(runs, deadline)
            if endless and not stopped:
                raise Failed("ended, though it says that it never ends")
            printed = [one.captured_output("Ends in a traceback." in words) for one in runs]
        except Failed as failure:
            raise Failed(f"{failure}\n" + "\n".join(one.transcript() for one in runs)) from None
        finally:
            strays = [one.program.path.name for one in runs if one.end_all()]
        if strays:
            raise Failed(f"processes left behind by {', '.join(strays)}")
        if files := sorted(path.name for folder in (home, temporary) for path in folder.iterdir()):
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
        self.interrupted = False  # by Ctrl-C, which is the end of it

    def start(self) -> None:
        with open(self.files["stdout"], "ab") as stdout, open(self.files["stderr"], "ab") as stderr:
            self.process = subprocess.Popen(
                [self.python, "-X", "dev", "-W", "error", str(self.program.path)],
                cwd=self.scratch / "home", env=self.environment | {"LAB_READY": str(self.ready)},
                stdin=subprocess.DEVNULL, stdout=stdout, stderr=stderr,
                start_new_session=True,  # so that all it starts can be found and ended
            )

    def wait_until_reachable(self, deadline: float) -> None:
        """Return when it listens or is bound. `deadline` is a time of time.monotonic(). Raises Failed."""
        while not self.ready.exists():
            if self.process.poll() is not None:
                raise Failed(f"{self.program.path.name} ended before it listened")
            if time.monotonic() > deadline:
                raise Failed(f"{self.program.path.name} did not listen within {TIME_LIMIT:.0f} s")
            time.sleep(0.002)

    def wait(self, deadline: float) -> None:
        """Return when it has ended. `deadline` is a time of time.monotonic(). Raises Failed."""
        try:
            self.process.wait(max(0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            raise Failed(f"{self.program.path.name} did not end within {TIME_LIMIT:.0f} s") from None

    def read_stream(self, name: str) -> str:
        """What it wrote so far to "stdout" or "stderr"."""
        return self.files[name].read_text(encoding="utf-8") if self.files[name].exists() else ""

    def transcript(self) -> str:
        """All that it wrote so far, below its name."""
        return f"--- {self.program.path.name}\n{self.read_stream('stdout')}{self.read_stream('stderr')}"

    def captured_output(self, may_end_in_a_traceback: bool = False) -> str:
        """Standard output; and of a promised traceback the two lines that are the same on every Python. Raises Failed."""
        status, stdout, stderr = self.process.returncode, self.read_stream("stdout"), SLOW.sub("", self.read_stream("stderr"))
        if self.stopped:
            return f"{stdout}(still waiting after {SLEPT:.0f} seconds: stopped)\n"
        if self.program.serves_until_ctrl_c and not self.interrupted:
            raise Failed(f"{self.program.path.name}: says that it serves until Ctrl-C, and ended by itself with exit status {status}\n{stderr}".strip())
        if self.interrupted and status in ENDS_OF_CTRL_C:
            status = 0
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

    def interrupt(self) -> None:
        """Press Ctrl-C: what a terminal sends goes to the program and to what it started. On Windows it is ended as Ctrl-C would."""
        self.interrupted = True
        if sys.platform == "win32":
            self.process.terminate()  # a Ctrl-C cannot be sent to one program alone: os.kill
        else:
            self.signal_all(signal.SIGINT)

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


def wait_for_all(runs: Sequence[Run], deadline: float) -> None:
    """Return when all has ended. What serves until Ctrl-C gets it when the others have ended and all of it sleeps, the last first.

    `deadline` is a time of time.monotonic(). Raises Failed.
    """
    for one in runs:
        if not one.program.serves_until_ctrl_c:
            one.wait(deadline)
    for one in reversed(runs):
        if one.program.serves_until_ctrl_c:
            wait_until_asleep(runs, deadline)
            if one.process.poll() is None:
                one.interrupt()
            one.wait(deadline)


def wait_until_asleep(runs: Sequence[Run], deadline: float) -> None:
    """Return when all has ended, or when nothing has moved for QUIET seconds. Raises Failed at the deadline."""
    since, last = time.monotonic(), None
    while sessions := {one.process.pid for one in runs if one.process.poll() is None}:
        now = time.monotonic()
        if now > deadline:
            raise Failed(f"no rest within {TIME_LIMIT:.0f} s")
        if (seen := thread_activity(sessions)) is None or seen != last:
            since, last = now, seen
        elif now - since > QUIET:
            return
        time.sleep(0.01)


def stop_when_asleep(runs: list[Run], deadline: float) -> bool:
    """Wait until all has ended, or until nothing has moved for SLEPT seconds; then end what still runs. True if any did."""
    since, last = time.monotonic(), None
    while any(one.process.poll() is None for one in runs):
        now = time.monotonic()
        if now > deadline:
            raise Failed(f"neither ended nor slept within {TIME_LIMIT:.0f} s")
        if (seen := thread_activity({one.process.pid for one in runs})) is None or seen != last:
            since, last = now, seen
        elif now - since > SLEPT:
            if waits := find_timed_waits({one.process.pid for one in runs}):
                raise Failed(f"says that it never ends, but waits with a time-out: {', '.join(waits)}")
            for one in runs:  # first all of them, so that none sees another end
                one.stopped = one.process.poll() is None
                one.signal_all(signal.SIGSTOP)
            for one in runs:
                one.end_all()
            return True
        time.sleep(0.02)
    return False


def fail_when_asleep(runs: list[Run], deadline: float, quiet: float) -> None:
    """Return when all has ended but what serves until Ctrl-C, or at the deadline. Raises Failed when nothing has moved for so many seconds."""
    since, last = time.monotonic(), None
    while any(one.process.poll() is None for one in runs if not one.program.serves_until_ctrl_c) and (now := time.monotonic()) < deadline:
        if (seen := thread_activity({one.process.pid for one in runs})) is None or seen != last:
            since, last = now, seen
        elif now - since > quiet:
            raise Failed(f"nothing has moved for {quiet:.1f} s")
        time.sleep(0.03)


def main(python: str, words: str, *paths: str) -> None:
    try:
        print(json.dumps(run_programs(python, words, [Program(Path(path)) for path in paths])))
    except Failed as failure:
        sys.exit(str(failure))


if __name__ == "__main__":
    main(*sys.argv[1:])
