"""What the search knows. The theme's search holds every word of every page, each listing in full; this makes it smaller
and better after the build:

- A listing leaves its first line, which says what the program does, and those names of the standard library that
  nothing else on the site says. What a program printed stays: readers search for error messages.
- A page's entry begins with the terms of the glossary that lead to it, in both languages, so that a Chinese word leads
  to the page that explains it.
- The statements on the map are left out: each is on the page that explains it.
"""

import html
import json
import re
from pathlib import Path

from lab.publishing.glossary import all_terms

LISTING = re.compile(r"(?<=\.py)<pre><code>(.*?)</code></pre>", re.DOTALL)
# The line under a listing.
LINKS_BELOW = re.compile(r"<p>(?:(?!</p>).)*?· Download \S+\.py.*?</p>", re.DOTALL)
NAME = re.compile(r"(?<=\.)[A-Za-z_]\w{3,}|\b[A-Z][A-Z_]{3,}\b|\b[A-Z]\w+Error\b")
WORD = re.compile(r"\w+")
MAP = re.compile(r"article/map(/|\.html)#")


def improve_index(path: Path, folders: bool = True) -> None:
    """Rewrite the theme's search index. On a host each page is a folder; on a disk it is a file."""
    index = json.loads(path.read_text(encoding="utf-8"))
    entries = [entry for entry in index["docs"] if not MAP.match(entry["location"])]
    said = set()
    for entry in entries:
        entry["text"] = LINKS_BELOW.sub("", entry["text"])
        said |= split_words(entry["title"] + " " + LISTING.sub("", entry["text"]))
    for entry in entries:
        entry["text"] = LISTING.sub(lambda match: shorten_listing(html.unescape(match[1]), said), entry["text"])
    pages = terms_by_address(folders)
    for entry in entries:
        explained = pages.get(entry["location"], [])
        if not explained:
            continue
        entry["text"] = f'<p>{" · ".join(explained)}</p>{entry["text"]}'
        entry["pairs"] = " ".join(dict.fromkeys(pair for term in explained for pair in character_pairs(term)))
    index["config"]["fields"]["pairs"] = {"boost": 1}
    text = json.dumps(index | {"docs": entries}, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text, encoding="utf-8")


def split_words(text: str) -> set[str]:
    return set(WORD.findall(html.unescape(text).lower()))


def shorten_listing(program: str, said: set[str]) -> str:
    """What the index keeps of a listing, as HTML."""
    docstring = re.match(r'"""(.*?)(?:"""|\n)', program)
    names = dict.fromkeys(name for name in NAME.findall(program) if name.lower() not in said)
    kept = [docstring[1]] if docstring else []
    kept += [" ".join(names)] if names else []
    return "".join(f"<p>{html.escape(part, quote=False)}</p>" for part in kept)


def character_pairs(text: str) -> list[str]:
    """Each two Chinese characters that stand side by side: words are not set apart, and a reader may type any part."""
    return re.findall(r"(?=([\u3400-\u9fff]{2}))", text)


def terms_by_address(folders: bool) -> dict[str, list[str]]:
    """The terms that the glossary leads to each page with, by the page's address."""
    pages: dict[str, list[str]] = {}
    for term in all_terms():
        names = [term["term"], term["zh"], term.get("zh_article", "")]
        address = term["page"].removesuffix(".md") + ".html"
        if folders:
            address = re.sub(r"((?<=/)|^)index\.html$|\.html$", lambda match: "/" if match[0] == ".html" else "", address)
        pages.setdefault(address, []).append(" ".join(filter(None, names)))
    return pages
