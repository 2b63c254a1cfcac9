"""What becomes of mutants (lab/running/mutation.py): who notices each, what is known of those that nobody notices.

A mutant is an example with one fault in one of its programs, run as the example is. It is killed by the first of these:

    output      it prints something else, ends otherwise, takes much longer, or does what no example may do
    rules       the text of the program breaks a rule of lab/running/rules.py
    variations  an answer to a task, a change of the example that still fits, prints something else
    recording   its recording differs from the stored one, where runs of the example have the same recording
    ways        a statement was taken away, and it does not hold up in one of the ways of lab/running/ways.py; the other
                faults are not tried there: of a hundred hardly one is noticed, and it takes as long as all the rest

What survives and cannot be noticed is listed once in data/mutants.yml, with the reason; what stands in a statement that
never runs counts as listed when data/never_run.yml has the reason.
"""

import ast
import hashlib
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import yaml

from lab.paths import MUTANTS, SNIPPETS
from lab.recording.catalogue import program_paths, read_pinned, record_example, recording_path, requested_recordings
from lab.recording.recorder import record_programs
from lab.recording.story import format_recording
from lab.running.examples import Example, Failed, Program, Unchecked
from lab.running.lines import read_reasons
from lab.running.mutation import NAMED, Mutant, make_mutants
from lab.running.rules import find_faults
from lab.running.variation import Variation, all_variations
from lab.running.ways import WAYS, applies, find_problems
from lab.running.worker import run_programs

PATIENCE = 4.0  # seconds that a mutant may take longer than its example
QUIET = 1.5  # seconds that all of it may sleep longer than its example takes
LIMITS = {resource.RLIMIT_FSIZE: 1 << 26, resource.RLIMIT_AS: 1 << 33}  # bytes; a fault may have no end
ASKED_IN_WAYS = {"statement", *NAMED}
Entry = dict[str, str]  # of the list: `line`, the text of the line; `change`, as Mutant.change words it; `reason`
EVERY = "every example"


@dataclass
class Verdict:
    """What became of the mutants of one example."""

    example: Example
    digest: str
    killed: Counter = field(default_factory=Counter)  # by operator and by what noticed it
    unnoticed: list[Mutant] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)  # what is listed and killed after all, or not there any more
    failed: str = ""  # why the example itself is not as it must be

    @property
    def made(self) -> int:
        return self.killed.total() + len(self.unnoticed)


def digest_example(example: Example) -> str:
    """Changes when the programs do."""
    return hashlib.sha256("".join(program.source for program in example.programs).encode()).hexdigest()[:12]


def all_mutants(example: Example) -> list[Mutant]:
    return [mutant for program in example.programs for mutant in make_mutants(program)]


@cache
def read_listed() -> dict[str, list[Entry]]:
    """The mutants that nobody can notice, by the example. Of those of every example both texts are regular expressions."""
    return yaml.safe_load(MUTANTS.read_text(encoding="utf-8"))


def fits(mutant: Mutant, entry: Entry) -> bool:
    return (mutant.text, mutant.change) == (entry["line"], entry["change"])


def is_listed(mutant: Mutant, entries: Sequence[Entry]) -> bool:
    """Whether there is a reason why nobody notices: in the list of its example, in that of every example, or since it never runs."""
    everywhere = read_listed()[EVERY]
    return (
        any(fits(mutant, entry) for entry in entries)
        or any(re.fullmatch(one["line"], mutant.text) and re.fullmatch(one["change"], mutant.change) for one in everywhere)
        or never_runs(mutant)
    )


@cache
def reasons_for_silence() -> dict[str, dict[str, str]]:
    return read_reasons()


def never_runs(mutant: Mutant) -> bool:
    """Whether the fault is in a statement of which data/never_run.yml says why it never runs."""
    path = mutant.program.path
    known = reasons_for_silence().get(path.relative_to(SNIPPETS).as_posix()) if path.is_relative_to(SNIPPETS) else None
    if not known:
        return False
    lines = mutant.program.source.splitlines()
    return any(
        node.lineno <= mutant.line <= node.end_lineno and lines[node.lineno - 1].strip() in known
        for node in ast.walk(ast.parse(mutant.program.source)) if isinstance(node, ast.stmt)
    )


def judge_example(example: Example, entries: Sequence[Entry]) -> Verdict:
    """Make all mutants of an example and see what becomes of each. `entries` are those of the list.

    Enters a namespace and limits what its process may take; neither can be undone.
    """
    for limit, size in LIMITS.items():
        resource.setrlimit(limit, (size, size))
    verdict = Verdict(example, digest_example(example))
    try:
        judge = Judge(example)
    except (Failed, Unchecked) as failure:
        verdict.failed = str(failure)
        return verdict
    killed = []
    mutants = all_mutants(example)
    for mutant in mutants:
        if by := judge.killer(mutant):
            verdict.killed[mutant.operator, by] += 1
            killed.append(mutant)
        else:
            verdict.unnoticed.append(mutant)
    for entry in entries:
        found = [mutant for mutant in mutants if fits(mutant, entry)]
        if not found or all(mutant in killed for mutant in found):
            verdict.stale.append(f"{'killed' if found else 'not there'}: {entry['line']} | {entry['change']}")
    return verdict


class Judge:
    """Knows an example as it must be, and tells whether anything notices a mutant. Raises Failed where the example is not so."""

    def __init__(self, example: Example) -> None:
        if reason := example.impossible_here():
            raise Unchecked(f"{example.name}: {reason}")
        self.example = example
        self.expected = [program.output.read_text(encoding="utf-8") for program in example.programs]
        self.limit, self.takes = 0.0, 10 * PATIENCE
        if said := self.measure()[0]:
            raise Failed(said)
        self.variations = [one for one in all_variations() if one.example == example]
        self.known: dict[str, list[str]] = {}  # what the example itself does in each way, asked when it is needed

    def measure(self) -> tuple[str | None, bool]:
        """Run the example itself: what is wrong with it, and whether it takes so long now that its mutants must have more time."""
        started = time.monotonic()
        said = self.differs(self.example, 10 * PATIENCE)
        self.takes = time.monotonic() - started
        longer = self.takes + PATIENCE > self.limit
        self.limit = max(self.limit, 1.5 * self.takes + PATIENCE)
        return said, longer

    def killer(self, mutant: Mutant) -> str | None:
        """What notices the mutant first, or None."""
        with tempfile.TemporaryDirectory() as folder:
            changed = put_together(self.example, mutant, Path(folder))
            if self.output(changed):
                return "output"
            if self.rules(mutant):
                return "rules"
            if any(self.varies(one, changed) for one in self.variations):
                return "variations"
            if is_listed(mutant, []):
                return None  # for a reason that holds in all examples
            if any(self.records_otherwise(changed, schedule) for schedule in self.schedules()):
                return "recording"
            if mutant.operator in ASKED_IN_WAYS and any(self.fails(changed, way) for way in WAYS if applies(way, self.example)):
                return "ways"
        return None

    def output(self, changed: Example) -> str | None:
        """What is wrong with a run."""
        while True:
            started = time.monotonic()
            said = self.differs(changed, self.limit)
            # On a busy machine all takes longer.
            if said is None or time.monotonic() - started < self.limit or not self.measure()[1]:
                return said

    def differs(self, example: Example, limit: float) -> str | None:
        try:
            printed = run_programs(sys.executable, "", list(example.programs), limit, self.takes + QUIET)
        except Failed as failure:
            return str(failure)
        except UnicodeDecodeError:
            return "it prints no text"
        return None if printed == self.expected else f"it prints something else: {printed}"

    def rules(self, mutant: Mutant) -> bool:
        paired = len(self.example.programs) > 1
        return len(find_faults(mutant.source, paired)) > len(find_faults(mutant.program.source, paired))

    def varies(self, variation: Variation, changed: Example) -> bool:
        """Whether a variation that fits prints something else when the fault is there."""
        variation = replace(variation, example=changed)
        try:
            variation.changed_sources()
        except Failed:
            return False
        try:
            return variation.run() != variation.output.read_text(encoding="utf-8")
        except (Failed, subprocess.TimeoutExpired):
            return True

    def schedules(self) -> Iterator[str]:
        """Those under which the example has a recording that is the same on every run."""
        for name, schedule in recording_requests():
            if name == self.example.name and name not in read_pinned() and self.itself(f"recording {schedule}", self.record_again, schedule):
                yield schedule

    def itself(self, what: str, ask: Callable[[str], bool], *arguments: str) -> bool:
        """Whether the example itself is as it must be; asked once."""
        if what not in self.known:
            self.known[what] = ask(*arguments)
        return self.known[what]

    def record_again(self, schedule: str) -> bool:
        return format_recording(record_example(self.example.name, schedule)[0]) == stored_recording(self.example.name, schedule)

    def records_otherwise(self, changed: Example, schedule: str) -> bool:
        paths = [program.path for program in changed.programs]
        try:
            made = record_programs(paths, self.example.name, program_paths(self.example), schedule)
        except (Failed, subprocess.TimeoutExpired):
            return True
        return format_recording(made) != stored_recording(self.example.name, schedule)

    def fails(self, changed: Example, way: str) -> bool:
        return self.itself(way, self.holds_up, way) and bool(problems(way, changed))

    def holds_up(self, way: str) -> bool:
        return not problems(way, self.example)


def problems(way: str, example: Example) -> list[str]:
    """What an example does not hold up to. Which of its lines run is known of the example itself alone, by its variations and its file."""
    return [said for said in find_problems(way, example) if not said.startswith("lines: ")]


@cache
def recording_requests() -> list[tuple[str, str]]:
    return requested_recordings()


@cache
def stored_recording(name: str, schedule: str) -> str:
    return recording_path(name, schedule).read_text(encoding="utf-8")


def put_together(example: Example, mutant: Mutant, folder: Path) -> Example:
    """A copy of the example with the fault in it, in a folder, with the outputs beside."""
    programs = []
    for program in example.programs:
        path = folder / program.path.name
        path.write_text(mutant.source if program == mutant.program else program.source, encoding="utf-8", newline="\n")
        programs.append(Program(path))
        programs[-1].output.write_bytes(program.output.read_bytes())
    return Example(example.name, tuple(programs))
