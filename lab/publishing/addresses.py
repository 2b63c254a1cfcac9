"""The addresses of the site, all of which must stay: those of a built site, and those of data/anchors.txt."""

from html.parser import HTMLParser
from pathlib import Path

from lab.paths import ANCHORS


class Anchors(HTMLParser):
    """The places of a page that can be linked to: what has an id in the text, outside of drawings and forms."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inside, self.drawing = False, 0
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        name = dict(attributes).get("id")
        self.inside |= tag == "article"
        self.drawing += tag == "svg"
        if name and self.inside and not self.drawing and tag != "input" and not name.startswith("__"):
            self.found.append(name)

    def handle_endtag(self, tag):
        self.inside &= tag != "article"
        self.drawing -= tag == "svg"


def site_addresses(site: Path) -> set[str]:
    """The address of every page of a built site, below its root, and of every place on it: `sockets/ports/#port-zero`."""
    found = set()
    for path in site.rglob("index.html"):
        page = path.relative_to(site).as_posix().removesuffix("index.html")
        found |= {page} | {f"{page}#{name}" for name in Anchors(path.read_text(encoding="utf-8")).found}
    return found


def published_addresses() -> set[str]:
    """The addresses of data/anchors.txt: each page on a line, the places on it indented below."""
    found, page = set(), ""
    for line in ANCHORS.read_text(encoding="utf-8").splitlines() if ANCHORS.exists() else []:
        if line.startswith("  #"):
            found.add(page + line.strip())
        elif not line.startswith("#"):
            page = line.removeprefix("/")
            found.add(page)
    return found


HEAD = "# Every address that was published: a page, and below it the places on it. They must stay. `make anchors` adds new ones.\n"


def write_addresses(found: set[str]) -> None:
    """Write data/anchors.txt."""
    lines = []
    for address in sorted(found, key=lambda address: address.partition("#")[::2]):
        page, mark, name = address.partition("#")
        lines.append(f"  #{name}" if mark else f"/{page}")
    ANCHORS.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
