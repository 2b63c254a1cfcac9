"""What the site says of the last complete run of all examples: recordings/summary.json.

A dict: examples and programs (counts), python and system (versions, as words), date (2026-11-22, in UTC).
"""

import json
import platform
from datetime import UTC, datetime

from lab.paths import SUMMARY
from lab.running.examples import all_examples


def read_summary() -> dict:
    return json.loads(SUMMARY.read_text(encoding="utf-8"))


def write_summary() -> None:
    """Say that a complete run has just ended, here."""
    SUMMARY.write_text(json.dumps(summarize_run(), indent=2) + "\n", encoding="utf-8", newline="\n")


def summarize_run() -> dict[str, object]:
    """What the summary says of a run that ends now."""
    examples = all_examples()
    return {
        "examples": len(examples),
        "programs": sum(len(example.programs) for example in examples),
        "python": platform.python_version(),
        "system": f"{platform.system()} {'.'.join(platform.release().split('.')[:2])}",
        "date": datetime.now(UTC).date().isoformat(),
    }
