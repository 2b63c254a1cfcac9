"""Variations: an example with a small change, and what it prints then: the executed answer to a task.

`<example>.<variation>.diff` beside the programs holds the change, `<example>.<variation>.out` what the changed example
printed. The lines before the first `---` are words of the docstring convention, for the run of the changed programs:

    Ends in a traceback.    a changed example may; which program does, its output shows
    Never ends.             the run is stopped when all of it has slept for two seconds, and its output says so

`--- name.py` names the program that changes. Then the lines of a unified diff without numbers: ` ` stays, `-` goes,
`+` comes, `@@` between two places. What stays and goes must stand in the program exactly once.
"""

import re
import tempfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lab.paths import SNIPPETS
from lab.running.examples import Example, Failed, Program, all_examples, run_example


@dataclass(frozen=True)
class Variation:
    """One `.diff` of `snippets/`."""

    path: Path
    example: Example

    @property
    def name(self) -> str:
        """chapter/example.variation"""
        return self.path.relative_to(SNIPPETS).with_suffix("").as_posix()

    @property
    def output(self) -> Path:
        return self.path.with_suffix(".out")

    @cached_property
    def parts(self) -> list[str]:
        """The words before the changes, then by turns the name of a program and its changes."""
        return re.split(r"^--- (\S+)\n", self.path.read_text(encoding="utf-8"), flags=re.MULTILINE)

    def changed_sources(self) -> dict[str, str]:
        """The source of each program that changes, by its name. Raises Failed where a change does not fit."""
        names = {program.path.name: program for program in self.example.programs}
        sources = {}
        for name, changes in zip(self.parts[1::2], self.parts[2::2]):
            if name not in names:
                raise Failed(f"{self.name}: {name} is no program of {self.example.name}")
            sources[name] = apply_changes(changes, names[name].source, f"{self.name}: {name}")
        if not sources:
            raise Failed(f"{self.name}: no line `--- name.py` says which program changes")
        return sources

    def run(self) -> str:
        """What the changed example printed; of several programs each below the command that starts it."""
        changed = self.changed_sources()
        with tempfile.TemporaryDirectory() as folder:
            programs = []
            for program in self.example.programs:
                path = Path(folder) / program.path.name
                path.write_text(changed.get(path.name, program.source), encoding="utf-8", newline="\n")
                programs.append(Program(path))
            printed = run_example(Example(self.name, tuple(programs), words=" ".join(self.parts[0].split())))
        if len(printed) == 1:
            return printed[0]
        return "\n".join(f"$ python3 {program.path.name}\n{text}" for program, text in zip(programs, printed))


def apply_changes(changes: str, source: str, place: str) -> str:
    """A source with the changes made. Raises Failed, naming the place, where one does not stand in it exactly once."""
    for change in re.split(r"^@@.*\n", changes, flags=re.MULTILINE):
        lines = change.splitlines()
        if wrong := [line for line in lines if line[:1] not in (" ", "-", "+", "")]:
            raise Failed(f"{place}: {wrong[0]!r} begins with none of ' ', '-' and '+'")
        before, after = ("".join(f"{line[1:]}\n" for line in lines if line[:1] != mark) for mark in "+-")
        if before == after:
            raise Failed(f"{place}: a change that changes nothing")
        # Whole lines: the place begins where a line begins.
        if (count := f"\n{source}".count(f"\n{before}")) != 1:
            raise Failed(f"{place}: the lines of a change stand in the program {count} times, not once:\n{before}")
        source = f"\n{source}".replace(f"\n{before}", f"\n{after}")[1:]
    return source


def all_variations(snippets: Path = SNIPPETS) -> list[Variation]:
    """Every variation, by name. Raises Failed for one whose name begins with no example's."""
    examples = {example.name: example for example in all_examples(snippets)}
    variations = []
    for path in sorted(snippets.rglob("*.diff")):
        name = path.relative_to(snippets).as_posix()
        example, _, rest = name.removesuffix(".diff").partition(".")
        if example not in examples or not rest:
            raise Failed(f"{name}: name it after an example of its folder, `example.variation.diff`")
        variations.append(Variation(path, examples[example]))
    return variations
