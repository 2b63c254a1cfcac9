"""What has outputs that the pages show: examples, their variations, and sessions."""

import sys
from pathlib import Path

from lab.paths import SNIPPETS
from lab.running.examples import Example, Failed, Unchecked, all_examples, run_example
from lab.running.session import Session, all_sessions
from lab.running.variation import Variation, all_variations

Runnable = Example | Variation | Session


def all_runnables() -> list[Runnable]:
    return [*all_examples(), *all_variations(), *all_sessions()]


def find_runnables(name: str) -> list[Runnable]:
    """An example with its variations, one variation, or a session. Ends the program with a message if there is none."""
    found = [one for one in all_runnables() if name in (one.name, one.example.name if isinstance(one, Variation) else None)]
    if not found:
        sys.exit(f"There is neither an example nor a session {name!r} in {SNIPPETS}.")
    return found


def collect_outputs(one: Runnable) -> dict[Path, str]:
    """What is printed in a run, by the file that holds it. Raises Failed or Unchecked."""
    if isinstance(one, Example):
        return {program.output: text for program, text in zip(one.programs, run_example(one), strict=True)}
    return {one.output: one.run()}


def store_outputs(one: Runnable) -> str | None:
    """Run it and store what it printed. What went wrong, or None."""
    try:
        outputs = collect_outputs(one)
    except (Failed, Unchecked) as error:
        return str(error)
    for path, text in outputs.items():
        path.write_text(text, encoding="utf-8", newline="\n")
    return None
