"""Run examples and store what they printed: `python -m lab.record [CHAPTER/NAME ...]`; without a name, all."""

import json
import os
import platform
import sys
from concurrent.futures import ThreadPoolExecutor

from lab.example import ROOT, Example, Failed, Unchecked, all_examples, find, run

SUMMARY = ROOT / "recordings" / "summary.json"


def record(example: Example) -> str | None:
    """Store the outputs of one example. What went wrong, or None."""
    try:
        printed = run(example)
    except (Failed, Unchecked) as error:
        return str(error)
    for program, text in zip(example.programs, printed):
        program.output.write_text(text, encoding="utf-8", newline="\n")
    return None


def summary() -> dict[str, object]:
    """What the front page says of the run: counts, and where it was."""
    examples = all_examples()
    return {
        "examples": len(examples),
        "programs": sum(len(example.programs) for example in examples),
        "python": platform.python_version(),
        "system": f"{platform.system()} {'.'.join(platform.release().split('.')[:2])}",
    }


def main(names: list[str]) -> None:
    examples = [find(name) for name in names] or all_examples()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        problems = [problem for problem in pool.map(record, examples) if problem]
    if not names and not problems:
        SUMMARY.write_text(json.dumps(summary(), indent=2) + "\n", encoding="utf-8", newline="\n")
    if problems:
        sys.exit("\n\n".join(problems))


if __name__ == "__main__":
    main(sys.argv[1:])
