"""The process that runs examples in one of the ways of ways.py, each in a process of its own.

`python -m lab.running.ways_worker` reads jobs, each a line with the JSON list WAY, PYTHON, PROGRAM... It answers each with
a line that holds what is not as it must be, a JSON list of strings. `ways.ask_worker` starts it.
"""

import ctypes
import difflib
import json
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from lab.paths import NEVER_RUN, SNIPPETS
from lab.running import namespace
from lab.running.examples import TIME_LIMIT, Failed, Program
from lab.running.hostile import meet_hostile_peers, play_hostile
from lab.running.lines import find_idle, read_reasons
from lab.running.machine import Machine
from lab.running.plain import Job, PlainRun, apart, play
from lab.running.servers import meet_taken_addresses, play_rude, play_rude_to_client, play_terminal
from lab.running.variation import Variation, all_variations
from lab.running.ways import IPV6, ONE_RECV, ROOT_NEEDED
from lab.running.worker import wait_for_all

SOMETIMES = "sometimes"  # begins the reason why a statement may run or not
PR_CAPBSET_DROP, CAP_SYS_ADMIN = 24, 21  # linux/prctl.h, linux/capability.h: see capabilities(7)


# ---- as a reader runs it


def play_plain(job: Job) -> list[str]:
    problems = apart(play_twice, job)
    if problems and not problems[0].startswith("twice: "):
        # What of all that is plain does it: nothing, or one at a time is taken back.
        if not apart(play_once, job, False, {}):
            return [f"not on every run: {problem}" for problem in problems]
        if not apart(play_once, job, False, {"PYTHONUNBUFFERED": "1"}):
            return [f"pipe: {problem}" for problem in problems]
        if not apart(play_once, job, True, {}):
            return [f"default settings: {problem}" for problem in problems]
        return [f"plain environment, default settings or pipe: {problem}" for problem in problems]
    return problems


def play_twice(job: Job) -> list[str]:
    namespace.enter(wire=False)
    return play(job, job.reader()) or [f"twice: {problem}" for problem in play(job, job.reader())]


def play_once(job: Job, wire: bool, more: dict[str, str]) -> list[str]:
    namespace.enter(wire)
    return play(job, job.reader(**more))


# ---- byte by byte, and every line


def play_bytes(job: Job) -> list[str]:
    problems = apart(play_cut, job)
    return problems if job.servers or needs_root(job) else problems + find_idle_statements(job)


def play_cut(job: Job) -> list[str]:
    """In the lab, so that nothing but the cuts is different."""
    namespace.enter()
    excused = [program.path.name for program in job.programs if ONE_RECV in program.declarations]
    problems = play(job, job.watched(LAB_CUTS="1"), TIME_LIMIT / 4 if excused else TIME_LIMIT)
    if excused:
        return [] if problems else [f"{excused[0]} says `{ONE_RECV}`, but with one byte at a time all is the same"]
    return problems


def find_idle_statements(job: Job) -> list[str]:
    """Statements that ran in none of the runs so far, nor in others that may reach them, and have no reason for it."""
    reasons = read_reasons()
    variations = [one for one in all_variations() if one.example.programs[0].path == job.programs[0].path]
    runs: list[Callable[[Job], list[str]]] = [
        play_watched, play_without_ipv6, meet_taken_addresses, *(VariationRun(variation) for variation in variations), play_rude_to_client, meet_hostile_peers,
    ]
    known = {program: reasons.get(name_in_reasons(program), {}) for program in job.programs}
    while True:
        idle = {program: find_idle(program.path, job.read_notes(program)) for program in job.programs}
        unknown = [(program, line) for program, lines in idle.items() for line in dict.fromkeys(lines) if line not in known[program]]
        if not runs or not unknown:
            break
        apart(runs.pop(0), job)
    return [f"lines: {program.path.name}: never runs: {line}" for program, line in unknown] + [
        f"lines: {program.path.name}: {NEVER_RUN.name} has a reason for what runs: {line}"
        for program, reasons in known.items() for line, reason in reasons.items()
        if line not in idle[program] and not reason.startswith(SOMETIMES)
    ]


def name_in_reasons(program: Program) -> str:
    path = program.path
    return path.relative_to(SNIPPETS).as_posix() if path.is_relative_to(SNIPPETS) else path.name


def play_watched(job: Job) -> list[str]:
    namespace.enter()
    return play(job, job.watched())


@dataclass(frozen=True)
class VariationRun:
    """A run of a changed example: what ran in it is noted as of the programs themselves, where both have the line."""

    variation: Variation

    def __call__(self, job: Job) -> list[str]:
        namespace.enter()
        folder = job.home / "changed"
        folder.mkdir(exist_ok=True)
        sources = self.variation.changed_sources()
        copies = tuple(Program(folder / program.path.name) for program in job.programs)
        for program, copy in zip(job.programs, copies):
            copy.path.write_text(sources.get(program.path.name, program.source), encoding="utf-8")
        changed = replace(job, programs=copies)
        problems = play(changed, changed.watched(), TIME_LIMIT / 4)
        with open(job.notes, "a", encoding="utf-8") as notes:
            for program, copy in zip(job.programs, copies):
                matcher = difflib.SequenceMatcher(None, program.source.splitlines(), copy.source.splitlines(), autojunk=False)
                ran = changed.read_notes(copy)
                for here, there, length in matcher.get_matching_blocks():
                    notes.writelines(f"{program.path}:{here + i + 1}\n" for i in range(length) if there + i + 1 in ran)
        return problems


# ---- with peers that know no manners


def play_rude_and_look(job: Job) -> list[str]:
    problems = apart(play_rude, job)
    return problems if needs_root(job) else problems + find_idle_statements(job)


# ---- without IPv6


def play_without_ipv6(job: Job) -> list[str]:
    namespace.enter()
    for device in ("all", "default", "lo"):
        namespace.write_proc(f"/proc/sys/net/ipv6/conf/{device}/disable_ipv6", "1")
    runs = [PlainRun(job, program, job.watched()) for program in job.programs]
    needing = [program.path.name for program in job.programs if IPV6 in program.declarations]
    deadline = time.monotonic() + TIME_LIMIT
    try:
        for one in runs:
            one.start()
            if one is not runs[-1]:
                try:
                    one.wait_until_reachable(deadline)
                except Failed:
                    if refuses(one):
                        break
                    raise
        started = [one for one in runs if one.process]
        for one in reversed(started):  # one that refuses leaves the others waiting
            wait_for_all([one], deadline)
            if refuses(one):
                if one.program.path.name in needing:
                    return []
                return [f"ends with {one.read_stream('stderr').strip()!r}; then its docstring says `{IPV6}`: {one.program.path.name}"]
        problems = [difference for one in runs if (difference := one.difference())]
    except Failed as failure:
        problems = [f"{failure}\n" + "\n".join(one.transcript() for one in runs)]
    finally:
        for one in runs:
            one.end_all()
    if needing and not problems:
        return [f"{needing[0]} says `{IPV6}`, but prints the same without it"]
    return problems


def refuses(one: PlainRun) -> bool:
    """Whether a program has ended with one line on standard error, and no more."""
    said = one.read_stream("stderr")
    return bool(one.process.poll()) and said.count("\n") == 1 and "Traceback" not in said


# ---- with a way out


def needs_root(job: Job) -> bool:
    return any(ROOT_NEEDED in program.declarations for program in job.programs)


def play_network(job: Job) -> list[str]:
    machine = Machine()
    before = machine.describe()
    problems = play(job, job.watched())
    for program in job.programs:
        problems += meet_no_root(job, program) if ROOT_NEEDED in program.declarations else []
    problems += [f"it changed the network: {change}" for change in machine.changes(before)]
    problems += [f"it sent out of the machine: {packet}" for packet in machine.close()]
    return problems + find_idle_statements(job)


def meet_no_root(job: Job, program: Program) -> list[str]:
    """What is wrong with how a program ends that has no right to change a network."""
    one = PlainRun(job, program, job.watched(), prepare=drop_rights)
    try:
        one.start()
        one.wait(time.monotonic() + TIME_LIMIT / 4)
    except Failed as failure:
        return [f"without root: {failure}"]
    finally:
        one.end_all()
    return [] if refuses(one) else [f"without root {program.path.name} does not end with one line that says so:\n{one.transcript()}"]


def drop_rights() -> None:
    """For what is executed next, and for good."""
    ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, CAP_SYS_ADMIN, 0, 0, 0)


PLAYS = {
    "plain": play_plain, "bytes": play_bytes, "no_ipv6": play_without_ipv6, "network": play_network, "terminal": play_terminal, "rude": play_rude_and_look,
    "hostile": play_hostile,
}


def play_at_home(way: str, python: str, *paths: str) -> list[str]:
    """One job, in a scratch folder."""
    with tempfile.TemporaryDirectory() as home:
        return PLAYS[way](Job(tuple(Program(Path(path)) for path in paths), python, Path(home)))


def main() -> None:
    for line in sys.stdin:
        print(json.dumps(apart(play_at_home, *json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
