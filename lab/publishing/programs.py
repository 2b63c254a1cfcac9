"""Programs to take along: the page programs.md, an archive for each chapter and one of all, the line under a listing.

A chapter is a folder of `snippets/`; its programs stand on one page, in the order in which a reader meets them. What a
program does is the first line of its docstring; what it needs, the words that lab.running.examples knows. Nothing is
typed here.
"""

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass

from lab.drawing.player import anchor_id
from lab.paths import DOCS, ROOT, SNIPPETS
from lab.publishing.pages import list_pages, page_title
from lab.recording.recorder import OTHER_SCHEDULES
from lab.running.examples import MARKS, NAIVE, ROLES, TO_COPY, WRONG, Example, Program, all_examples
from lab.running.summary import read_summary

PROGRAMS_PAGE = "programs.md"
ALL_PROGRAMS = "downloads/programs.zip"
# A fence whose only line includes a program, with the fence's indentation.
LISTING = re.compile(
    r'^(?P<indent> *)(?P<fence>`{3,})python(?P<more>[^\n]*)\n *--8<-- "(?P<path>[^"]+\.py)"\n *(?P=fence) *$', re.MULTILINE
)
PLAYER = re.compile(r"^ *`{3,}recording\n *(\S+)([^\n]*)$", re.MULTILINE)
# What a docstring says (lab.running.examples), and what a reader is told.
NEEDS = {"Linux only": "Linux only", "Not on Windows": "not on Windows", "as root": "root", "Needs IPv6.": "IPv6"}
# The filter of the page: what each choice shows.
CHOICES = {
    "windows": "for Windows",
    "macos": "for macOS",
    "plain": "without root",
    "ipv4": "without IPv6",
    "pair": "in two terminals",
    "recorded": "with a recording",
    "copied": "to copy",
    "flawed": "naive or wrong on purpose",
}
MEANING = "about/testing.md", "marks"  # the page that says what marks mean, and the anchor there


@dataclass(frozen=True)
class Chapter:
    """The examples of one page."""

    part: str  # the group of the nav that the page is in
    page: str  # its path below docs/
    examples: tuple[Example, ...]
    players: frozenset[str]  # the names of the recordings that can be stepped through on the page

    @property
    def name(self) -> str:
        return self.examples[0].name.split("/")[0]

    @property
    def programs(self) -> list[Program]:
        return [program for example in self.examples for program in example.programs]

    @property
    def archive(self) -> str:
        return f"downloads/{self.name}.zip"


def list_chapters(nav: list) -> list[Chapter]:
    """The chapters that have programs, in the nav's order, as mkdocs.yml has it."""
    by_program = {program.path: example for example in all_examples() for program in example.programs}
    found = []
    for part, page in list_pages(nav):
        path = DOCS / page
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        included = [by_program[SNIPPETS / match["path"]] for match in LISTING.finditer(text)]
        players = frozenset(name for name, more in PLAYER.findall(text) if not {"figure", *OTHER_SCHEDULES} & set(more.split()))
        if included:
            found.append(Chapter(part, page, tuple(dict.fromkeys(included)), players))
    return found


def describe_program(program: Program) -> str:
    """What a program does, in its own words, without what it needs."""
    first = re.sub(r"^(?:Linux only|Not on Windows)(?:, as root)?: ", "", program.docstring.splitlines()[0])
    return first[0].upper() + first[1:]


def list_needs(*programs: Program) -> list[str]:
    """What programs ask of a machine, in words for a reader."""
    words = " ".join(program.declarations for program in programs)
    return [told for word, told in NEEDS.items() if word in words]


def command_line(program: Program, system: str = "unix") -> str:
    """What a reader types on a system, "unix" or "windows"."""
    name = program.path.name
    return f"py {name}" if system == "windows" else f"{'sudo ' if 'as root' in program.declarations else ''}python3 {name}"


def command_lines(program: Program) -> str:
    """The commands, each with the systems that it is for. docs/assets/site.js shows the one for the reader's."""
    for system in {"Linux only", "not on Windows"}.intersection(list_needs(program)):
        return f"`{command_line(program)}` {system}"
    return (
        f'<span class="on-unix">`{command_line(program)}` <small>Linux, macOS</small></span> '
        f'<span class="on-windows"><small>or</small> `{command_line(program, "windows")}` <small>Windows</small></span>'
    )


def add_links_below(match: re.Match, folder: str, repo_url: str | None) -> str:
    """A listing (a match of LISTING) on a page in a folder, with an anchor, and a line with all that can be done with it."""
    path, indent, fence = match["path"], match["indent"], match["fence"]
    name = path.rsplit("/", 1)[-1]
    target = posixpath.relpath(f"snippets/{path}", folder or ".")
    parts = [
        terminal_label(path) + command_lines(Program(SNIPPETS / path)),
        f'[Download<span class="visually-hidden"> {name}</span>]({target}){{ download="{name}" }}',
    ]
    if repo_url:
        parts.append(f'[Source<span class="visually-hidden"> of {name}</span>]({repo_url.rstrip("/")}/blob/main/snippets/{path})')
    kind = f" .{mark_class(mark)}" if (mark := Program(SNIPPETS / path).mark) else ""
    listing = f'{indent}{fence}{{ .python{kind} #{name}{match["more"]} }}\n{indent}--8<-- "{path}"\n{indent}{fence}'
    return f"{listing}\n\n{indent}{' · '.join(parts)}\n{indent}{{ .listing-links }}\n"


def mark_class(mark: str) -> str:
    """A mark as a class of HTML: `to-copy`."""
    return mark.replace(" ", "-")


def show_marks(html: str, meaning: str) -> str:
    """A page with the mark of each program in the title of its listing, linked to an address that says what marks mean."""
    for mark in MARKS:
        link = f' <a class="mark" href="{meaning}"><span class="visually-hidden">What it is for: </span>{mark}</a>'
        start = rf'<div [^>]*class="language-python {mark_class(mark)} highlight"[^>]*><span class="filename">[^<]*'
        html = re.sub(start, lambda match: match[0] + link, html)
    return html


def terminal_label(path: str) -> str:
    """`Terminal 2: ` for the second of some programs that run together; nothing for one alone."""
    base, _, role = path.removesuffix(".py").rpartition("_")
    together = [one for one in ROLES if (SNIPPETS / f"{base}_{one}.py").exists()]
    return f"Terminal {together.index(role) + 1}: " if role in together else ""


def program_files(nav: list) -> dict[str, str | bytes]:
    """The page and the archives, by their path below the site's root."""
    all_chapters = list_chapters(nav)
    folders = {chapter.name: chapter_files(chapter) for chapter in all_chapters}
    archives = {chapter.archive: zip_files(folders[chapter.name], chapter.name) for chapter in all_chapters}
    readme = {"README.txt": readme_text("Programs", "\n".join(f"  {chapter.name + '/':22}{page_title(chapter.page)}" for chapter in all_chapters))}
    together = {f"{name}/{file}": data for name, files in folders.items() for file, data in files.items() if file != "LICENSE.txt"}
    archives[ALL_PROGRAMS] = zip_files(readme | licence_file() | together, "programs")
    return {PROGRAMS_PAGE: programs_markdown(all_chapters, {name: len(data) for name, data in archives.items()}), **archives}


# ---- the archives


def zip_files(files: dict[str, bytes], folder: str) -> bytes:
    """A zip of a folder: the same files give the same bytes."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{folder}/{name}", date_time=(1980, 1, 1, 0, 0, 0))
            entry.create_system = 3  # Unix, so that the permissions count, on whatever system it is built
            entry.external_attr = 0o100644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, content)
    return data.getvalue()


def chapter_files(chapter: Chapter) -> dict[str, bytes]:
    """The programs of a chapter, what each printed, how to run them, and the licence."""
    files = {path.name: path.read_bytes() for program in chapter.programs for path in (program.path, program.output)}
    listed = "\n\n".join(readme_entry(example) for example in chapter.examples)
    return files | licence_file() | {"README.txt": readme_text(page_title(chapter.page), listed)}


def licence_file() -> dict[str, bytes]:
    return {"LICENSE.txt": (ROOT / "LICENSE").read_bytes()}


def readme_entry(example: Example) -> str:
    """The programs of an example, what they do and what they need, as the text of an archive has it."""
    lines = [f"  {program.path.name}\n      {describe_program(program)}" for program in example.programs]
    if needed := list_needs(*example.programs):
        lines.append(f"      Needs: {', '.join(needed)}.")
    return "\n".join(lines)


def readme_text(heading: str, listed: str) -> bytes:
    """The README.txt of an archive: what is in it, and how to run it."""
    run = read_summary()
    return f"""{heading}
{"=" * len(heading)}

Programs from "Python Network Programming: Sockets", under the licence in LICENSE.txt.

They need Python 3.11 or later and its standard library. They talk to this machine and to no other.

To run one, open a terminal in the folder where it lies:

  Linux, macOS    python3 name.py
  Windows         py name.py
  needs root      sudo python3 name.py

name_server.py and name_client.py belong together and need two terminals.
Start the server first, and the client when the server waits. A name_proxy.py comes in between, in a third.

name.out is what name.py printed with Python {run["python"]} on {run["system"]}.

{listed}
""".encode()


# ---- the page


def programs_markdown(all_chapters: list[Chapter], sizes: dict[str, int]) -> str:
    """The page programs.md. Sizes are those of the archives, in bytes."""
    examples = [(chapter, example) for chapter in all_chapters for example in chapter.examples]
    programs = sum(len(example.programs) for _, example in examples)
    counts = {choice: sum(choice in find_choices(*each) for each in examples) for choice in CHOICES}
    lines = [
        "---",
        "title: Programs",
        f"description: All {programs} programs of the site, what each shows, how to run it, its download, and a zip of each chapter.",
        "search: {boost: 0.5}",
        "---",
        "# Programs",
        "",
        f"All {programs} programs of this site, in {len(examples)} examples: what each one shows, where it is explained, and how to run it.",
        "",
        f"[Download all as a zip]({ALL_PROGRAMS}){{ .md-button .md-button--primary download }} {format_kilobytes(sizes[ALL_PROGRAMS])}",
        "",
        "You need Python 3.11 or later and a terminal in the folder where the program lies. The programs use the standard "
        "library alone and talk to your own machine. Where there are two terminals, start the server in the first, and the client in the second when the server waits. "
        "Each zip holds the programs, what they printed, and how to run them.",
        "",
        '<fieldset class="verdicts"><legend>Show</legend>',
        f'<label><input type="radio" name="programs" id="programs-all" checked> all {len(examples)}</label>',
        *(f'<label><input type="radio" name="programs" id="programs-{key}"> {words} ({counts[key]})</label>' for key, words in CHOICES.items()),
        "</fieldset>",
        "",
    ]
    for part in dict.fromkeys(chapter.part for chapter in all_chapters):
        members = [chapter for chapter in all_chapters if chapter.part == part]
        lines += [open_box({c for chapter in members for example in chapter.examples for c in find_choices(chapter, example)}), "", heading_line(2, part, f"in-{anchor_id(part).lower()}"), ""]
        for chapter in members:
            lines += [
                open_box({c for example in chapter.examples for c in find_choices(chapter, example)}), "",
                heading_line(3, page_title(chapter.page), chapter.name), "",
                f"[Read the page]({chapter.page}) · [{chapter.name}.zip]({chapter.archive}){{ download }}, {format_kilobytes(sizes[chapter.archive])}\n{{ .chapter-links }}", "",
                *(list_item(chapter, example) for example in chapter.examples),
                "", "</div>", "",
            ]
        lines += ["</div>", ""]
    return "\n".join(lines)


def find_choices(chapter: Chapter, example: Example) -> set[str]:
    """Under which choices of the filter an example is shown."""
    needed = set(list_needs(*example.programs))
    return {
        choice
        for choice, shown in {
            "windows": not needed & {"Linux only", "not on Windows"},
            "macos": "Linux only" not in needed,
            "plain": "root" not in needed,
            "ipv4": "IPv6" not in needed,
            "pair": len(example.programs) > 1,
            "recorded": example.name in chapter.players,
            "copied": any(program.mark == TO_COPY for program in example.programs),
            "flawed": any(program.mark in {NAIVE, WRONG} for program in example.programs),
        }.items()
        if shown
    }


def open_box(shown: set[str]) -> str:
    """The start of a part of the page that is shown under these choices; `</div>` ends it."""
    return f'<div class="{" ".join(["chosen", *sorted(shown)])}" markdown>'


def heading_line(level: int, words: str, anchor: str) -> str:
    """A heading whose part the search leaves out: it would only repeat what another page says."""
    return f"{'#' * level} {words} {{ #{anchor} data-search-exclude }}"


def list_item(chapter: Chapter, example: Example) -> str:
    """One example as an item of a list, in Markdown."""
    told, runs = [], []
    for program in example.programs:
        name = program.path.name
        told.append(f"[`{name}`]({chapter.page}#{name}) {describe_program(program)}{list_mark(program)}")
        file = program.path.relative_to(ROOT).as_posix()
        download = f'[Download<span class="visually-hidden"> {name}</span>]({file}){{ download="{name}" }}'
        terminal = f"Terminal {len(runs) + 1}: " if len(example.programs) > 1 else ""
        runs.append(f"{terminal}{command_lines(program)} · {download}")
    if example.name in chapter.players:
        runs[-1] += f' · [Recording<span class="visually-hidden"> of {example.name}</span>]({chapter.page}#{anchor_id(example.name)})'
    classes = " ".join(f".{choice}" for choice in ["chosen", *sorted(find_choices(chapter, example))])
    return f'- {"<br>".join(told)} <span class="runs">{"<br>".join(runs)}</span>\n{{ {classes} }}'


def list_mark(program: Program) -> str:
    page, anchor = MEANING
    return f" [{program.mark}]({page}#{anchor}){{ .mark }}" if program.mark else ""


def format_kilobytes(size: int) -> str:
    """A size in bytes, as `12 KB`."""
    return f"{max(1, round(size / 1000))} KB"
