"""The ways in which an example must hold up, beyond printing the right thing once in the lab. Linux only.

    plain       as a reader runs it: the system's own network settings, a pipe for its output, no lab around it;
                and at once a second time in the same network: the same output
    bytes       each receive from a stream gives one byte (shim/lab_cuts.py): the same output; and every statement of the
                programs runs, in that run or in another one, or data/never_run.yml says why not
                (of those that need root, way `network` looks for these, and of servers and their clients `rude`)
    no_ipv6     IPv6 is switched off: the same output, or one line on standard error that says what is missing
    network     what needs root leaves the network of the machine as it was, and sends nothing out; without root it ends
                with one line on standard error
    terminal    what a client waits for says where it can be reached before one comes; Ctrl-C ends it within a second;
                and where its address is taken, it ends at once with an error, and one of TCP names the address
    hostile     what is to copy holds up to hostile peers, and what is naive does not hold up to those that it names (hostile.py)
    rude        peers that break off, reset, or send what nobody understands do not end it in a traceback

Words of a docstring say which of these a program is not meant for, and then it must really not be:

    Shows what one recv returns.        Needs IPv6.
"""

import atexit
import json
import select
import subprocess
import sys
import threading

from lab.paths import ROOT
from lab.running import namespace
from lab.running.examples import TIME_LIMIT, TO_COPY, Example, Unchecked

ONE_RECV, IPV6, ROOT_NEEDED = "Shows what one recv returns.", "Needs IPv6.", "as root"
WAYS = ("plain", "bytes", "no_ipv6", "network", "terminal", "rude", "hostile")
LIMIT = 8 * TIME_LIMIT  # seconds for one of them; most take a few, and a busy machine takes longer


def applies(way: str, example: Example) -> bool:
    """Whether an example has to hold up in a way."""
    if way == "network":
        return any(ROOT_NEEDED in program.declarations for program in example.programs)
    if way in {"terminal", "rude"}:
        return len(example.programs) > 1
    if way == "hostile":
        return any(program.mark == TO_COPY or program.broken_by for program in example.programs)
    return True


def find_problems(way: str, example: Example, python: str = sys.executable) -> list[str]:
    """What an example does not hold up to, in words; empty if all is well. Raises Unchecked."""
    if not namespace.available():
        raise Unchecked("the ways of lab/running/ways.py: need Linux and a network namespace")
    if reason := example.impossible_here():
        raise Unchecked(f"{example.name}: {way}: {reason}")
    return ask_worker([way, python, *(str(program.path) for program in example.programs)])


workers = threading.local()  # one for each thread that asks


def ask_worker(job: list[str]) -> list[str]:
    """Let the process of ways_worker.py do a job; it forks for each, so that Python starts only once. Its answer."""
    worker = getattr(workers, "process", None)
    if worker is None or worker.poll() is not None:
        worker = workers.process = subprocess.Popen(
            [sys.executable, "-m", "lab.running.ways_worker"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
        )
        atexit.register(worker.communicate)  # the end of its input is its end
    worker.stdin.write(json.dumps(job) + "\n")
    worker.stdin.flush()
    if not select.select([worker.stdout], [], [], LIMIT)[0]:
        worker.kill()
        return [f"the check itself did not end within {LIMIT:.0f} s"]
    return json.loads(worker.stdout.readline() or '["the check itself ended"]')
