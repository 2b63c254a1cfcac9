"""One style sheet for the pages of a built site, in place of several, without the rules that match nothing there.

The theme's own sheet is for all that the theme can do, and a good third of it concerns nothing on this site. It keeps
a reader waiting before the first word shows, and so does each further sheet.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import tinycss2

SHEET = re.compile(r'\s*<link rel="stylesheet" href="(?P<start>[^"]*?)(?P<name>assets/[^"]+)">')
WORD = re.compile(r"[\w-]+")
# A word of letters alone is a name in a script, unless it stands in a string.
QUOTED = re.compile(r"""(?:(?<=["'` ])|(?<=["'` ][.#]))[A-Za-z]+(?=["'` ])""")
# What the theme's script can add, but only to a page whose HTML asks for it.
ABSENT = ("md-version", "md-consent", "md-tag", "md-source__fact", "md-banner", "md-progress", "mermaid")


def join_sheets(folder: Path, pages: dict[Path, str]) -> dict[Path, str]:
    """The pages with one style sheet in place of theirs: the same rules in the same order, except the rules that match
    nothing on any page now and nothing that a script names. Sheets that only some pages have come last."""
    names = list(dict.fromkeys(match["name"] for page in sorted(pages.values(), key=lambda page: len(SHEET.findall(page))) for match in SHEET.finditer(page)))
    sheets = [(folder / name).read_text(encoding="utf-8") for name in names]
    for name, sheet in zip(names, sheets):
        assert name.count("/") == 1 or not re.search(r"""url\((?!["']?data:)""", sheet), f"{name} refers to its own folder"
    css = write_sheet(sheets, UsedNames(folder, pages.values()))
    joined = f"assets/all.{hashlib.sha256(css.encode()).hexdigest()[:8]}.css"
    (folder / joined).write_text(css, encoding="utf-8", newline="\n")
    return {path: link_sheet(page, joined) for path, page in pages.items()}


def link_sheet(page: str, joined: str) -> str:
    """The page with a link to that sheet, an address below the root of the site, in place of its links to others."""
    first = SHEET.search(page)
    link = f'\n<link rel="stylesheet" href="{first["start"]}{joined}">'
    return page[:first.start()] + link + SHEET.sub("", page[first.start():])


class UsedNames:
    """What the pages and the scripts of a site name: classes, ids, and attributes with their values."""

    def __init__(self, folder: Path, pages: Iterable[str]) -> None:
        tags = set().union(*(re.findall(r"<[a-zA-Z][^>]*>", page) for page in pages))
        scripts = [path.read_text(encoding="utf-8") for path in (folder / "assets").rglob("*.js") if "lunr" not in path.parts]
        self.by_scripts = {word for script in scripts for word in WORD.findall(script) if not word.isalpha()}
        self.by_scripts |= {word for script in scripts for word in QUOTED.findall(script)}
        self.pairs = {(name, word) for tag in tags for name, value in re.findall(r'([\w-]+)="([^"]*)"', tag) for word in WORD.findall(value)}
        self.stems = tuple(word for word in self.by_scripts if re.fullmatch(r"\w[\w-]{2,}-", word) and not word.startswith(ABSENT))  # a script adds the end
        scripted = {word for word in self.by_scripts if not word.startswith(ABSENT)}
        self.names = scripted | {word for name, word in self.pairs if name in {"class", "id"}}
        # The theme has rules for each of twenty tabs: the most that stand side by side here.
        self.tabs = max((int(count) for tag in tags for count in re.findall(r'data-tabs="\d+:(\d+)"', tag)), default=0)

    def may_match(self, selector: str) -> bool:
        """Whether it may match: `:not()` and its like are taken to hold, and so is an attribute without a value."""
        if any(int(number) > self.tabs for number in re.findall(r"\.tabbed-set>input:nth-child\((\d+)\)", selector)):
            return False
        plain = re.sub(r":(?:not|is|where|has)\((?:[^()]|\([^()]*\))*\)", "", selector)
        names = re.findall(r"[.#](-?[A-Za-z_][\w-]*)", re.sub(r"\[[^]]*\]", "", plain))
        return all(name in self.names or name.startswith(self.stems) for name in names) and all(
            (name, value) in self.pairs or name.startswith(("data-", "aria-")) and value in self.by_scripts
            for name, value in re.findall(r"\[([\w-]+)[~|^$*]?=[\"']?([\w-]+)[\"']?\s*\]", plain)
        )


def write_sheet(sheets: list[str], used: UsedNames) -> str:
    """The text of one sheet with what is used of several. ValueError where one of them is no CSS."""
    rules = [rule for sheet in sheets for rule in used_rules(tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True), used)]
    css = "\n".join(rule for rule in rules if not rule.startswith("@charset"))
    css = re.sub(r"(?<=[;{}])\s+|;?\s+(?=\})|/\*.*?\*/", "", css, flags=re.DOTALL)
    # Then the variables that no rule asks for any more, and those that only these asked for: most are pictures for kinds of
    # boxes that are not here.
    before = ""
    while before != css:
        before, asked = css, set(re.findall(r"var\(\s*(--[\w-]+)", css)) | used.by_scripts
        css = re.sub(
            r"""(?<=[{;])\s*(--[\w-]+)\s*:(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|url\([^"')]*\)|[^;{}"'])*(?:;|(?=\}))""",
            lambda match: match[0] if match[1] in asked and not any(part in match[1] for part in ABSENT) else "", css)
    return '@charset "utf-8";\n' + css


def used_rules(rules: list, used: UsedNames) -> Iterator[str]:
    """The text of each rule of tinycss2 that may match something."""
    for rule in rules:
        if rule.type == "error":
            raise ValueError(f"{rule.message}, line {rule.source_line}")
        if rule.type == "qualified-rule":
            selectors = [selector for selector in split_selectors(rule.prelude) if used.may_match(selector)]
            if selectors:
                yield f"{','.join(selectors)}{{{tinycss2.serialize(rule.content).strip()}}}"
        elif rule.type == "at-rule" and rule.lower_at_keyword in {"media", "supports", "container", "layer"} and rule.content:
            within = list(used_rules(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True), used))
            if within:
                yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{''.join(within)}}}"
        elif rule.type == "at-rule":
            yield rule.serialize()


def split_selectors(prelude: list) -> list[str]:
    """The selectors of a rule, one by one."""
    parts: list[list] = [[]]
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return [tinycss2.serialize(part).strip() for part in parts]
