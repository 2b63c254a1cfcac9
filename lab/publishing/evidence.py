"""What claims and pages rest on, said a second time, so that an edit that nobody meant is seen.

`data/verdicts.txt` has a line for each claim: its verdict, its sources, its evidence. `data/sources.txt` has one for each
RFC that the site cites, with the sections that it cites, and one for each manual page. `python -m lab.evidence` writes
both, and looks into the texts that Debian's doc-rfc packages and manuals hold.
"""

import gzip
import re
import subprocess
from pathlib import Path

from lab.paths import CLAIMS, DOCS, GLOSSARY, SNIPPETS, SOURCES, VERDICT_LINES
from lab.publishing.claims import all_claims

RFC_TEXTS = Path("/usr/share/doc/RFC/links")
# An RFC, another standard, or a section of the last of them on the line: RFC 9293 §3.5 · rfc9293#section-3.5 · RFC 1812 appendix F.2
CITED = re.compile(
    r"\b(?:RFC |rfc)(\d+)|\b((?:[XVQ]|802)\.\d+\w*|ISO|IEC|POSIX|PEP|Guide)\b"
    r"|(?:§+|\b(?:chapter|section|appendix)[ -])([A-Z0-9]+(?:\.\d+)*)\b"
)
# In the pages, a manual page is a link, for a call may look like one; in the claims it is a source.
CITED_MANUAL = re.compile(r"man-pages/man\d/([\w.-]+?)\.(\d)\.html|^ *- (\w+)\((\d)\)(?: .*)?$", re.MULTILINE)
# What a section begins with: `3.5.  Closing a Connection`, `4.2.2.17  Probing Zero Windows`, `Appendix A.  Other`.
HEADING = re.compile(r"^ {0,12}(?:(?:Appendix|APPENDIX) ([A-Z])\b|\(?(\d+(?:\.\d+)*|[A-Z](?:\.\d+)+|[A-Z](?=\. ))\)?\.?:? +\S)", re.MULTILINE)


class Unknown(Exception):
    """A source that no text has."""


def cited_sources() -> dict[str, list[str]]:
    """What the site cites: `RFC 9293`, with the sections; `listen(2)`, with none."""
    paths = [*DOCS.rglob("*.md"), *SNIPPETS.rglob("*.py"), CLAIMS, GLOSSARY]
    text = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    found: dict[str, set[str]] = {f"{name or source}({volume or number})": set() for name, volume, source, number in CITED_MANUAL.findall(text)}
    for line in text.splitlines():
        last = None
        for number, other, section in CITED.findall(line):
            if number or other:
                last = found.setdefault(f"RFC {number}", set()) if number else None
            elif last is not None:
                last.add(section)
    return {name: sorted(found[name], key=sections_order) for name in sorted(found, key=sections_order)}


def sections_order(name: str) -> list[tuple[bool, int, str]]:
    """Numbers as numbers: §3.9 before §3.10."""
    return [(part.isdigit(), int(part) if part.isdigit() else 0, part) for part in re.split(r"[. ]", name)]


def known_sources() -> dict[str, list[str]]:
    """What data/sources.txt has, in the same form."""
    lines = SOURCES.read_text(encoding="utf-8").splitlines() if SOURCES.exists() else []
    return {name: sections.split() for name, _, sections in (line.partition(":") for line in lines if not line.startswith("#"))}


def missing_sections(name: str, sections: list[str]) -> list[str] | None:
    """Those that are not in an RFC; None where its text is not installed. Of a manual page: nothing, or None where there is no such page."""
    if manual := re.fullmatch(r"(.*)\((\d)\)", name):
        done = subprocess.run(["man", "--where", manual[2], manual[1]], capture_output=True, timeout=20)
        return None if done.returncode else []
    path = RFC_TEXTS / f"rfc{name.removeprefix('RFC ')}.txt.gz"
    if not path.exists():
        return None
    with gzip.open(path, "rt", encoding="utf-8", errors="replace") as file:
        found = {appendix or number for appendix, number in HEADING.findall(file.read())}
    return [section for section in sections if section not in found]


def verdict_lines() -> list[str]:
    """A line for each claim, in the article's order."""
    lines = []
    for claim in all_claims():
        shown = [f"{one['example']}: {one['line'].strip()}" for one in claim.get("shown", [])]
        lines.append(" | ".join([f"{claim['id']}: {claim['verdict']}", "; ".join(claim["sources"]), *shown]))
    return lines


def write_evidence() -> None:
    """Write both files. Raises Unknown for a source that is in no text, and was not confirmed by hand in data/sources.txt."""
    cited, known = cited_sources(), known_sources()
    for name, sections in cited.items():
        missing = missing_sections(name, sections)
        if missing is None:
            missing = [section for section in sections if section not in known.get(name, [])] if name in known else [""]
        if missing:
            wanted = ", ".join(f"§{section}" for section in missing if section)
            raise Unknown(f"{name} {wanted}: not in any text that is installed here. If you have seen it, write the line into {SOURCES.name}.")
    head = [line for line in SOURCES.read_text(encoding="utf-8").splitlines() if line.startswith("#")] if SOURCES.exists() else []
    lines = [f"{name}: {' '.join(sections)}".rstrip(" :") for name, sections in cited.items()]
    for path, content in ((SOURCES, head + lines), (VERDICT_LINES, verdict_lines())):
        path.write_text("\n".join(content) + "\n", encoding="utf-8", newline="\n")
