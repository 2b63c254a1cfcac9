"""Run examples, their variations and sessions, store what they printed, and record those that a page wants to show in slow motion.

    python -m lab.record                               everything
    python -m lab.record CHAPTER/NAME ...              some examples, each with its variations, or sessions
    python -m lab.record my_server.py my_client.py     your own programs: writes my.recording.json and .html

A page asks for a recording with a fence named `recording` (lab/player.py). Its first line begins with the example,
and with a schedule if it is not "stay": `stream/sticky` or `stream/sticky.server-first`.
"""

import json
import os
import platform
import re
import sys
import webbrowser
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from lab import recorder
from lab.example import ROOT, SNIPPETS, Example, Failed, Unchecked, all_examples, find, run
from lab.session import Session, all_sessions
from lab.variation import Variation, all_variations

DOCS = ROOT / "docs"
RECORDINGS = ROOT / "recordings"
SUMMARY = RECORDINGS / "summary.json"
PINNED = RECORDINGS / "pinned.yml"
WITHOUT = RECORDINGS / "without.yml"

Asked = tuple[str, str]  # an example and a schedule
Run = Example | Variation | Session  # what has outputs


def record(one: Run) -> str | None:
    """Store the outputs of an example, of a variation or of a session. What went wrong, or None."""
    try:
        printed = outputs(one)
    except (Failed, Unchecked) as error:
        return str(error)
    for path, text in printed.items():
        path.write_text(text, encoding="utf-8", newline="\n")
    return None


def outputs(one: Run) -> dict[Path, str]:
    """What is printed in a run, by the file that holds it. Raises Failed or Unchecked."""
    if isinstance(one, Example):
        return {program.output: text for program, text in zip(one.programs, run(one), strict=True)}
    return {one.output: one.run()}


def all_runs() -> list[Run]:
    return [*all_examples(), *all_variations(), *all_sessions()]


def named(name: str) -> list[Run]:
    """An example with its variations, one variation, or a session."""
    found = [one for one in all_runs() if name in (one.name, one.example.name if isinstance(one, Variation) else None)]
    if not found:
        sys.exit(f"There is neither an example nor a session {name!r} in {SNIPPETS}.")
    return found


def asked(docs: Path = DOCS) -> list[Asked]:
    """The recordings that a page asks for, or the pages in a folder."""
    found = set()
    for page in sorted(docs.rglob("*.md")) if docs.is_dir() else [docs]:
        fence, language = "", ""
        for line in page.read_text(encoding="utf-8").splitlines():
            mark = re.match(r"[> ]*(`{3,}|~{3,}) *([\w-]*)", line)
            if mark and not fence:
                fence, language, first = mark[1], mark[2], True
            elif mark and mark[1].startswith(fence) and not mark[2]:
                fence = ""
            elif language == "recording" and fence and first:
                first = False
                found.add(wanted(line.strip(" >")))
    return sorted(found)


def wanted(line: str) -> Asked:
    """`chapter/name`, `chapter/name.server-first` or `chapter/name server-first`, and what else the player reads there."""
    name, *more = line.split()
    example, _, schedule = name.partition(".")
    schedule = schedule or next((word for word in more if word in recorder.SCHEDULES), "stay")
    if schedule not in recorder.SCHEDULES:
        sys.exit(f"There is no schedule {schedule!r}; there are {' and '.join(recorder.SCHEDULES)}.")
    return example, schedule


def path_of(name: str, schedule: str) -> Path:
    return RECORDINGS / (f"{name}.json" if schedule == "stay" else f"{name}.{schedule}.json")


def pinned() -> dict[str, str]:
    """Examples that are recorded once and kept, because no two runs are the same, and why."""
    return reasons(PINNED)


def without() -> dict[str, str]:
    """Examples of the pages on connections and datagrams that have no recording, and why."""
    return reasons(WITHOUT)


def reasons(file: Path) -> dict[str, str]:
    """`chapter/name: reason`, one a line."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return dict(line.split(": ", 1) for line in lines if line and not line.startswith("#"))


def kept(wish: Asked) -> bool:
    """Whether a recording stays as it is, unless it is asked for by name: it is pinned, and there."""
    return wish[0] in pinned() and path_of(*wish).exists()


def files(example: Example) -> list[str]:
    return [program.path.relative_to(SNIPPETS).as_posix() for program in example.programs]


def recording(name: str, schedule: str) -> dict:
    """A new recording of an example. Raises Failed or Unchecked."""
    example = find(name)
    if reason := example.impossible_here():
        raise Unchecked(f"{name}: {reason}")
    paths = [program.path for program in example.programs]
    return recorder.record(paths, name, files(example), schedule, repeatable=name not in pinned())


def store_recording(wish: Asked) -> str | None:
    """Record one example under one schedule. What went wrong, or None."""
    from lab.recorder.story import write

    try:
        text = write(recording(*wish))
    except (Failed, Unchecked) as error:
        return f"{wish[0]}: not recorded: {error}"
    path = path_of(*wish)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return None


def record_own(paths: Sequence[Path], folder: Path) -> list[Path]:
    """Record programs that are not of this repository. The files it wrote: the recording, and a page that plays it."""
    from lab.player import page
    from lab.recorder.story import write

    name = re.sub(r"[_-]?server$", "", paths[0].stem) or paths[0].stem
    made = recorder.record(paths, name, [path.name for path in paths])
    sources = {path.name: path.read_text(encoding="utf-8") for path in paths}
    written = [folder / f"{name}.recording.json", folder / f"{name}.recording.html"]
    for path, text in zip(written, (write(made), page(made, sources))):
        path.write_text(text, encoding="utf-8", newline="\n")
    return written


def summary() -> dict[str, object]:
    """What the site says of the run: counts, where it was, and when."""
    examples = all_examples()
    return {
        "examples": len(examples),
        "programs": sum(len(example.programs) for example in examples),
        "python": platform.python_version(),
        "system": f"{platform.system()} {'.'.join(platform.release().split('.')[:2])}",
        "date": datetime.now(UTC).date().isoformat(),
    }


def main(names: list[str]) -> None:
    if names and all(name.endswith(".py") for name in names):
        return main_own([Path(name) for name in names])
    runs = [one for name in names for one in named(name)] if names else all_runs()
    wishes = [wish for wish in asked() if wish[0] in names or (not names and not kept(wish))]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        # Recordings after the runs: slow motion disturbs nobody's time-outs.
        problems = [problem for problem in pool.map(record, runs) if problem]
        problems += [problem for problem in pool.map(store_recording, wishes) if problem]
    if not names and not problems:
        SUMMARY.write_text(json.dumps(summary(), indent=2) + "\n", encoding="utf-8", newline="\n")
    if problems:
        sys.exit("\n\n".join(problems))


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
