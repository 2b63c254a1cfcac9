"""The recorder: runs programs in slow motion and writes down what the kernel did.

    child.py        inside each program: stops it before every line until it may go on
    controller.py   outside: lets one thread run one line, waits until everything is quiet, then the next
    capture.py      every packet that crosses the private loopback, or another device of a program's own
    calls.py        every system call on a socket, from strace
    sockets.py      every socket that the kernel knows, from inet_diag
    routes.py       makes the kernel acknowledge at once
    tcp.py          the states of RFC 9293, derived from packets and calls
    story.py        all of that, told as one recording

`watch` collects evidence; `record` tells its story. Times are integers, nanoseconds of CLOCK_REALTIME.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from lab import namespace
from lab.example import ROOT, Failed, Unchecked

SCHEDULES = ("stay", "server-first")
LIMIT = 60.0  # seconds that one recording may take; most take one


class Unrecordable(Failed):
    """The programs do something that slow motion cannot follow; the message says what."""


def impossible_here() -> str | None:
    """Why this machine cannot record, in words that say what to do; or None if it can."""
    if sys.platform != "linux":
        return "recording needs Linux: network namespaces, strace and packet sockets"
    if not shutil.which("strace"):
        return "strace is not installed: apt install strace"
    if not namespace.available():
        return (
            "this machine gives you no network namespace: run as root, or allow user namespaces "
            "(sysctl kernel.unprivileged_userns_clone=1, kernel.apparmor_restrict_unprivileged_userns=0)"
        )
    return None


def watch(programs: Sequence[Path], schedule: str = "stay", python: str = sys.executable) -> dict:
    """Run programs together in slow motion, the first first. The evidence, as controller.py describes it.

    `schedule` says who runs next where several could: "stay" stays with the thread that ran last, "server-first"
    goes back to the first program whenever it can run. Raises Unchecked where this machine cannot record,
    Unrecordable or Failed where the programs cannot be recorded.
    """
    if reason := impossible_here():
        raise Unchecked(reason)
    # A fresh process: entering a namespace cannot be undone, and a user namespace wants a single thread.
    done = subprocess.run(
        [sys.executable, "-m", "lab.recorder", python, schedule, *(str(path.resolve()) for path in programs)],
        cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, timeout=LIMIT + 30,
    )
    match done.returncode:
        case 0:
            return json.loads(done.stdout)
        case 3:
            raise Unrecordable(done.stderr.decode().strip())
        case _:
            raise Failed(f"the recorder failed:\n{done.stderr.decode().strip()}")


def record(
    programs: Sequence[Path], name: str, files: Sequence[str], schedule: str = "stay", *,
    repeatable: bool = True, python: str = sys.executable,
) -> dict:
    """A recording (recordings/schema.json) of programs that run together. `files` are their names in it. Raises as `watch`."""
    from lab.recorder import story

    return story.tell(watch(programs, schedule, python), name, files, schedule, repeatable)
