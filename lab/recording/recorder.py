"""Records programs that run together, in slow motion.

`collect_evidence` runs them; `record_run` also tells the story, and `record_programs` that alone. Times are integers, nanoseconds of CLOCK_REALTIME.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from lab.paths import ROOT
from lab.running import namespace
from lab.running.examples import Failed, Unchecked

SCHEDULES = ("stay", "server-first")
OTHER_SCHEDULES = SCHEDULES[1:]  # besides the usual one
TIME_LIMIT = 60.0  # seconds that one recording may take; most take one


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


def collect_evidence(programs: Sequence[Path], schedule: str = "stay", python: str = sys.executable) -> dict:
    """Run programs together in slow motion, the first first. The evidence, as Controller.run describes it.

    `schedule` says who runs next where several could: "stay" stays with the thread that ran last, "server-first"
    goes back to the first program whenever it can run. Raises Unchecked where this machine cannot record,
    Unrecordable or Failed where the programs cannot be recorded.
    """
    if reason := impossible_here():
        raise Unchecked(reason)
    # A fresh process: entering a namespace cannot be undone, and a user namespace wants a single thread.
    done = subprocess.run(
        [sys.executable, "-m", "lab.recording.worker", python, schedule, *(str(path.resolve()) for path in programs)],
        cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, timeout=TIME_LIMIT + 30,
    )
    match done.returncode:
        case 0:
            return json.loads(done.stdout)
        case 3:
            raise Unrecordable(done.stderr.decode().strip())
        case _:
            raise Failed(f"the recorder failed:\n{done.stderr.decode().strip()}")


def record_run(
    programs: Sequence[Path], name: str, files: Sequence[str], schedule: str = "stay", *,
    repeatable: bool = True, python: str = sys.executable,
) -> tuple[dict, bytes]:
    """A recording (recordings/schema.json) of programs that run together, and its packets, a pcapng file. `files` are their names in it.

    Raises as `collect_evidence`.
    """
    from lab.recording import story

    return story.tell_recording(collect_evidence(programs, schedule, python), name, files, schedule, repeatable)


def record_programs(programs: Sequence[Path], name: str, files: Sequence[str], schedule: str = "stay", **more) -> dict:
    """The recording alone, as `record_run`."""
    return record_run(programs, name, files, schedule, **more)[0]
