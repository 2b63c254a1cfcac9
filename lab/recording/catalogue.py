"""The recordings: which of them pages ask for, where each is stored, and which are kept for a reason.

A page asks for a recording with a fence named `recording`. Its first line begins with the example, and with a schedule
if it is not "stay": `stream/sticky` or `stream/sticky.server-first`.
"""

import json
import re
import sys
from pathlib import Path

from lab.paths import DOCS, PINNED, RECORDINGS, SNIPPETS, WITHOUT
from lab.recording.recorder import SCHEDULES, record_run
from lab.recording.story import format_recording
from lab.running.examples import Example, Failed, Unchecked, find_example

Request = tuple[str, str]  # an example and a schedule


def requested_recordings(docs: Path = DOCS) -> list[Request]:
    """The recordings that a page asks for, or the pages in a folder, in alphabetical order."""
    requests = set()
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
                requests.add(parse_request(line.strip(" >")))
    return sorted(requests)


def parse_request(line: str) -> Request:
    """`chapter/name`, `chapter/name.server-first` or `chapter/name server-first`, and what else the player reads there.

    Raises SystemExit, with a message, where there is no such schedule.
    """
    name, *more = line.split()
    example, _, schedule = name.partition(".")
    schedule = schedule or next((word for word in more if word in SCHEDULES), "stay")
    if schedule not in SCHEDULES:
        sys.exit(f"There is no schedule {schedule!r}; there are {' and '.join(SCHEDULES)}.")
    return example, schedule


def recording_path(name: str, schedule: str) -> Path:
    """Where the recording of an example under a schedule is stored, or would be."""
    return RECORDINGS / (f"{name}.json" if schedule == "stay" else f"{name}.{schedule}.json")


def read_pinned() -> dict[str, str]:
    """Examples that are recorded once and kept, because no two runs are the same, and why."""
    return read_reasons(PINNED)


def read_without() -> dict[str, str]:
    """Examples of the pages on connections and datagrams that have no recording, and why."""
    return read_reasons(WITHOUT)


def read_reasons(file: Path) -> dict[str, str]:
    """What a file says of examples: the reason by the name, from `chapter/name: reason`, one a line."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return dict(line.split(": ", 1) for line in lines if line and not line.startswith("#"))


def is_kept(request: Request) -> bool:
    """Whether a recording stays as it is, unless it is asked for by name: it is pinned, and there."""
    return request[0] in read_pinned() and recording_path(*request).exists()


def program_paths(example: Example) -> list[str]:
    """What a recording calls the programs of an example: their paths below snippets/."""
    return [program.path.relative_to(SNIPPETS).as_posix() for program in example.programs]


def packets_path(name: str, schedule: str = "stay") -> Path:
    """Where the packets of that recording are stored, as a pcapng file."""
    return recording_path(name, schedule).with_suffix(".pcapng")


def record_example(name: str, schedule: str) -> tuple[dict, bytes]:
    """A new recording of an example, and its packets. Raises Failed or Unchecked."""
    example = find_example(name)
    if reason := example.impossible_here():
        raise Unchecked(f"{name}: {reason}")
    paths = [program.path for program in example.programs]
    return record_run(paths, name, program_paths(example), schedule, repeatable=name not in read_pinned())


def store_recording(request: Request) -> str | None:
    """Record one example under one schedule. What went wrong, or None.

    Packets differ in every run, in what a recording leaves out. So they stay as they are while the recording does.
    """
    try:
        recording, packets = record_example(*request)
    except (Failed, Unchecked) as error:
        return f"{request[0]}: not recorded: {error}"
    path, beside = recording_path(*request), packets_path(*request)
    text = format_recording(recording)
    if path.exists() and path.read_text(encoding="utf-8") == text and beside.exists():
        return None
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    beside.write_bytes(packets)
    return None


def load_recording(name: str) -> dict:
    """A stored recording (recordings/schema.json), by `chapter/name` or `chapter/name.server-first`. OSError if there is none."""
    return json.loads((RECORDINGS / f"{name}.json").read_text(encoding="utf-8"))


def recording_names() -> list[str]:
    """The names of all that are stored, in alphabetical order."""
    return [path.relative_to(RECORDINGS).with_suffix("").as_posix() for path in sorted(RECORDINGS.glob("*/*.json"))]


def recording_name(recording: dict) -> str:
    """The name of a recording: that of its example, and of the schedule where that is not the usual one."""
    schedule = recording["schedule"]
    return recording["example"] + (f".{schedule}" if schedule != "stay" else "")
