"""The recorder's own process: it enters a namespace, and stays there.

`python -m lab.recording.worker PYTHON SCHEDULE PROGRAM...` writes the evidence (Controller.run) to standard output, as
JSON. Its exit status is 3 where the programs cannot be recorded, and standard error then says why.
`recorder.collect_evidence` starts it.
"""

import json
import sys
from pathlib import Path

from lab.recording.controller import Controller
from lab.recording.recorder import Unrecordable


def main(python: str, schedule: str, *programs: str) -> None:
    try:
        evidence = Controller([Path(program) for program in programs], schedule, python).run()
    except Unrecordable as reason:
        print(reason, file=sys.stderr)
        sys.exit(3)
    json.dump(evidence, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
