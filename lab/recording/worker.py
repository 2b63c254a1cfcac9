"""The recorder's own process: python -m lab.recorder PYTHON SCHEDULE PROGRAM... writes the evidence to standard output."""

import json
import sys
from pathlib import Path

from lab.recorder import Unrecordable
from lab.recorder.controller import Controller


def main(python: str, schedule: str, *programs: str) -> None:
    try:
        evidence = Controller([Path(program) for program in programs], schedule, python).run()
    except Unrecordable as reason:
        print(reason, file=sys.stderr)
        sys.exit(3)
    json.dump(evidence, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
