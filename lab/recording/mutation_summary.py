"""What became of the mutants of all examples when each was last asked: recordings/mutation.json.

A dict: python, system, date (of the last run); examples, by name: digest (of the programs), killed (by operator, and by
what noticed it), unnoticed (the file, the line and the change of each, one that is listed too).
"""

import json
import platform
from collections import Counter
from datetime import UTC, datetime

from lab.paths import MUTATION
from lab.recording.mutants import Verdict, all_mutants, is_listed, read_listed
from lab.running.examples import all_examples
from lab.running.mutation import Mutant

LEAST = 0.95  # of the mutants that can be noticed, so many must be


def read_mutation() -> dict:
    return json.loads(MUTATION.read_text(encoding="utf-8")) if MUTATION.exists() else {"examples": {}}


def add_verdict(summary: dict, verdict: Verdict) -> None:
    """Replace what is known of an example; forget those that are no more."""
    by_operator: dict[str, Counter] = {}
    for (operator, by), count in sorted(verdict.killed.items()):
        by_operator.setdefault(operator, Counter())[by] += count
    known = summary["examples"]
    if verdict.failed:
        known.pop(verdict.example.name, None)
    else:
        known[verdict.example.name] = {
            "digest": verdict.digest, "killed": by_operator, "unnoticed": [name_mutant(mutant) for mutant in verdict.unnoticed],
        }
    names = {example.name for example in all_examples()}
    summary["examples"] = {name: known[name] for name in sorted(known) if name in names}
    summary["python"] = platform.python_version()
    summary["system"] = f"{platform.system()} {'.'.join(platform.release().split('.')[:2])}"
    summary["date"] = datetime.now(UTC).date().isoformat()


def write_mutation(summary: dict) -> None:
    """One example a line."""
    head = {key: value for key, value in summary.items() if key != "examples"}
    lines = [f"  {json.dumps(name)}: {json.dumps(one, ensure_ascii=False)}" for name, one in summary["examples"].items()]
    text = "{\n" + "".join(f" {json.dumps(key)}: {json.dumps(value)},\n" for key, value in sorted(head.items()))
    MUTATION.write_text(text + ' "examples": {\n' + ",\n".join(lines) + "\n }\n}\n", encoding="utf-8", newline="\n")


def name_mutant(mutant: Mutant) -> str:
    return f"{mutant.program.path.name} | {mutant.text} | {mutant.change}"


def find_survivors(summary: dict) -> dict[str, list[str]]:
    """The mutants that nothing noticed and that are not listed, by the example."""
    survivors = {}
    for example in all_examples():
        if unnoticed := summary["examples"].get(example.name, {}).get("unnoticed"):
            entries = read_listed().get(example.name, [])
            unlisted = {name_mutant(one) for one in all_mutants(example) if not is_listed(one, entries)}
            survivors[example.name] = [name for name in unnoticed if name in unlisted]
    return survivors


def share_killed(summary: dict) -> float:
    """Of the mutants that are not listed, the part that something notices."""
    killed = sum(count for one in summary["examples"].values() for by in one["killed"].values() for count in by.values())
    survived = sum(map(len, find_survivors(summary).values()))
    return killed / max(1, killed + survived)
