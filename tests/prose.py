"""The prose of this repository: what a reader reads as English, without the code, with its place in the file.

Code, link targets and markup are taken out line by line, so that a finding has its line number.
"""

import ast
import io
import re
import tokenize
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from lxml import html
from pygments.lexers import JavascriptLexer
from pygments.token import Token

from lab.paths import ASSETS, ROOT, SNIPPETS
from lab.publishing.claims import all_claims
from lab.publishing.glossary import all_terms

PAGES = sorted((ROOT / "docs").rglob("*.md"))
OWN_PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
PROGRAMS = sorted(SNIPPETS.rglob("*.py"))
WORKSHOP = sorted(path for folder in ("lab", "tests") for path in (ROOT / folder).rglob("*.py"))

FRONT_MATTER = re.compile(r"\A---\n.*?^---$", re.MULTILINE | re.DOTALL)
FENCE = re.compile(r"^( *)(`{3,})(.*)\n((?:.*\n)*?) *\2 *$", re.MULTILINE)
# What is no prose, and what stands in its place; 0 keeps the length of a sentence, and what is around it apart.
MARKUP = [
    (re.compile(r"<!--.*?-->", re.DOTALL), ""),
    (re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL), "0"),
    (re.compile(r"\[([^\[\]]*)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)"), r"\1"),
    (re.compile(r"\{[^{}\n]*\}"), ""),
    (re.compile(r"https?://[^\s)>\"]+"), "0"),
    (re.compile(r"</?[a-zA-Z][^<>]*>"), ""),
    (re.compile(r"&\w+;"), " "),
    # Names of files, hosts, modules, variables and calls; the latter also as manual pages: tcp(7).
    (re.compile(r"(?<![\w/])/?\w+(?:[./]\w+)*[./][a-z]\w*\b|\b\w*_\w*\b|\b\w+\(\d?\)"), "0"),
]


def markdown(text: str) -> str:
    """The prose of a page: its description, its text, the titles of its listings and the captions of its figures."""
    text = FRONT_MATTER.sub(lambda match: re.sub(r"(?m)^(?!description: ).*$|^description: ", "", match[0]), text)
    text = FENCE.sub(lambda match: f"{title(match[3])}\n{caption(match[3], match[4])}", text)
    for pattern, put in MARKUP:
        text = pattern.sub(lambda match: keep_lines(match[0], match.expand(put)), text)
    return text


def keep_lines(text: str, put: str) -> str:
    return put + "\n" * (text.count("\n") - put.count("\n"))


def title(opening: str) -> str:
    found = re.search(r'title="([^".]*)"', opening)
    return f"{found[1]}." if found else ""


def caption(opening: str, inside: str) -> str:
    """A figure and a recording have one, below the line that says what is drawn."""
    if opening.strip() not in {"figure", "recording"}:
        return keep_lines(inside, "")
    return "\n" + inside.partition("\n")[2]


def python(text: str) -> str:
    """The docstrings and comments of a program, each on its line."""
    lines = [""] * (text.count("\n") + 2)
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            lines[token.start[0] - 1] = token.string.lstrip("# ")
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and ast.get_docstring(node):
            for number, line in enumerate(node.body[0].value.value.split("\n"), node.body[0].lineno - 1):
                lines[number] = line
    return markdown("\n".join(lines))


def data() -> Iterator[tuple[str, str]]:
    """The English of the data behind the generated pages: where it stands, and the text."""
    for claim in all_claims():
        for field in ("section", "says", "correction"):
            yield f"data/claims.yml: {claim['id']}, {field}", markdown(claim[field])
    for entry in all_terms():
        yield f"data/glossary.yml: {entry['term']}", markdown(f"{entry['term']}: {entry['definition']}")


# In what a program prints: bytes, what stands in quotation marks, abbreviations, names like ValueError; in a drawing what is cut.
PRINTED = re.compile(r"""b?'(?:[^'\\]|\\.)*'|b?"(?:[^"\\]|\\.)*(?:"|$)|\b[A-Z]{2,}\b|\b\w+Error\b|\b\w*[a-z][A-Z]\w*\b|\b[0-9a-f]{2}\b|\bx{3,}\b""")


def outputs() -> Iterator[tuple[str, str]]:
    """Each line that a program prints, without what is data; of a session not the commands."""
    for path in sorted(SNIPPETS.rglob("*.out")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip() and not re.match(r"(\d )?\$ ", line):
                yield f"{path.relative_to(ROOT).as_posix()}:{number}", MARKUP[-1][0].sub("0", PRINTED.sub("0", line))


def scripts() -> Iterator[tuple[str, str]]:
    """The words of the site's own scripts: comments, and strings of several words."""
    for path in sorted(ASSETS.glob("*.js")):
        number = 1
        for kind, text in JavascriptLexer().get_tokens(path.read_text(encoding="utf-8")):
            if kind in Token.Comment or (kind in Token.Literal.String and " " in text):
                yield f"{path.relative_to(ROOT).as_posix()}:{number}", markdown(text)
            number += text.count("\n")


# What a page shows that is no English of ours: code, and in the glossary what others say.
NO_PROSE = "//script | //style | //pre | //code | //kbd | //*[starts-with(@lang, 'zh')]"
DRAWN = "contains(@class, 'wire') or contains(@class, 'story')"
SAID = ("aria-label", "alt", "title", "placeholder")


def built(site: Path) -> Iterator[tuple[str, str]]:
    """Each text of the built pages once: also of the navigation, the templates and the drawings, and what is said of pictures."""
    seen = set()
    for path in sorted(site.rglob("*.html")):
        page = html.document_fromstring(path.read_text(encoding="utf-8"))
        for element in page.xpath(NO_PROSE):
            element.drop_tree()
        texts = [(text, bool(text.getparent().xpath(f"ancestor-or-self::*[{DRAWN}]"))) for text in page.xpath("//text()")]
        texts += [(value, False) for name in SAID for value in page.xpath(f"//@{name}")]
        for text, drawn in texts:
            if text.strip() and text not in seen and not (drawn and re.search(r"[\"\\…]", text)):
                seen.add(text)
                yield path.relative_to(site).as_posix(), markdown(PRINTED.sub("0", text.partition(" Elsewhere also: ")[0]))


@cache
def read(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    return markdown(text) if path.suffix == ".md" else python(text)


def lines(paths: list[Path], edit: Callable[[str], str] = str) -> Iterator[tuple[str, str]]:
    """Each line of prose in the files, with its place: file and line."""
    for path in paths:
        for number, line in enumerate(edit(read(path)).split("\n"), 1):
            if line.strip() and not re.match(r"(\d )?\$ ", line):
                yield f"{path.relative_to(ROOT).as_posix()}:{number}", line


@cache
def published() -> list[tuple[str, str]]:
    """What readers read: the pages, the programs' words, the data behind generated pages, the repository's own pages."""
    return [*lines(PAGES + OWN_PAGES + PROGRAMS), *data()]


@cache
def unquoted() -> list[tuple[str, str]]:
    """The same without what it quotes: that is in the words and in the spelling of others."""
    return [
        *lines(PAGES + OWN_PAGES + PROGRAMS, without_quotations),
        *((place, without_quotations(text)) for place, text in data()),
    ]


def without_quotations(text: str) -> str:
    """A quotation may run over the end of a line."""
    return re.sub(r"\"[^\"]*\"|“[^”]*”", lambda match: keep_lines(match[0], "0"), text)
