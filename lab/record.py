"""Run examples, their variations and sessions, store what they printed, and record those that a page wants to show in slow motion.

    python -m lab.record                               everything
    python -m lab.record CHAPTER/NAME ...              some examples, each with its variations, or sessions
    python -m lab.record my_server.py my_client.py     your own programs: writes my.recording.json, .pcapng and .html
"""

import os
import re
import sys
import webbrowser
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from lab.drawing.player import standalone_page
from lab.recording.catalogue import is_kept, requested_recordings, store_recording
from lab.recording.recorder import record_run
from lab.recording.story import format_recording
from lab.running.examples import Failed, Unchecked
from lab.running.runs import all_runnables, find_runnables, store_outputs
from lab.running.summary import write_summary


def main(names: list[str]) -> None:
    if names and all(name.endswith(".py") for name in names):
        return main_own([Path(name) for name in names])
    runnables = [one for name in names for one in find_runnables(name)] if names else all_runnables()
    requests = [request for request in requested_recordings() if request[0] in names or (not names and not is_kept(request))]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        # Recordings after the runs: slow motion disturbs nobody's time-outs.
        problems = [problem for problem in pool.map(store_outputs, runnables) if problem]
        problems += [problem for problem in pool.map(store_recording, requests) if problem]
    if not names and not problems:
        write_summary()
    if problems:
        sys.exit("\n\n".join(problems))


def record_own(paths: Sequence[Path], folder: Path) -> list[Path]:
    """Record programs that are not of this repository. The files it wrote: the recording, its packets, and a page that plays it.

    Raises as `collect_evidence`.
    """
    name = re.sub(r"[_-]?server$", "", paths[0].stem) or paths[0].stem
    made, packets = record_run(paths, name, [path.name for path in paths])
    sources = {path.name: path.read_text(encoding="utf-8") for path in paths}
    written = [folder / f"{name}.recording.{kind}" for kind in ("json", "pcapng", "html")]
    for path, content in zip(written, (format_recording(made).encode(), packets, standalone_page(made, sources).encode())):
        path.write_bytes(content)
    return written


def main_own(paths: list[Path]) -> None:
    for path in paths:
        if not path.is_file():
            sys.exit(f"There is no file {path}.")
    if len({path.name for path in paths}) < len(paths):
        sys.exit("Give programs of different names: the recording calls them by these.")
    try:
        written = record_own(paths, Path.cwd())
    except (Failed, Unchecked) as error:
        sys.exit(f"Cannot record: {error}")
    print(f"Wrote {' and '.join(str(path) for path in written)}. The page needs nothing else: open it in a browser.")
    if sys.stdout.isatty():
        webbrowser.open(written[-1].as_uri())


if __name__ == "__main__":
    main(sys.argv[1:])
