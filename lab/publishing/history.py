"""When a page last changed: the date of the last commit that touched it, its programs or its recordings."""

import re
import subprocess
from functools import cache
from pathlib import Path

from lab.paths import ROOT

# What a page that is written from data changes with.
MADE_FROM = {"article/map.md": "data/claims.yml", "glossary.md": "data/glossary.yml", "programs.md": "snippets/"}


@cache
def commit_dates(root: Path = ROOT) -> dict[str, str]:
    """The date of the last commit of each file, by its path; empty where the history is not known."""

    def git(*arguments: str) -> str:
        try:
            done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, encoding="utf-8")
        except OSError:
            return ""
        return done.stdout if done.returncode == 0 else ""

    # A shallow copy would date every file to its one commit; a repository around this folder knows nothing of it.
    if git("rev-parse", "--is-shallow-repository", "--show-prefix") != "false\n\n":
        return {}
    dates: dict[str, str] = {}
    for commit in git("-c", "core.quotePath=off", "log", "--format=%x00%cs", "--name-only").split("\0")[1:]:
        date, *files = commit.split()
        for file in files:
            dates.setdefault(file, date)
    return dates


def last_change(source: str, markdown: str) -> str | None:
    """The day, as 2026-11-22, on which a page last changed, by its path and its text: its prose, its programs, its recordings; None if not known."""
    recorded = re.findall(r"^ *`{3,}recording\n *(\S+)", markdown, re.MULTILINE)
    parts = [MADE_FROM.get(source, f"docs/{source}"), *(f"snippets/{name}" for name in re.findall(r'--8<-- "([^"]+)"', markdown))]
    parts += [f"recordings/{name}.json" for name in recorded]
    return max((date for file, date in commit_dates().items() if file.startswith(tuple(parts))), default=None)
