"""What the search knows: from the theme's index, which holds every word of every page, to one that is small and leads.

The theme's script fetches `search/search_index.json` and hands `docs` to the worker, lab/publishing/search/worker.js.
Here they are a list of all words, and for each section which of them it has, and how often: no positions, no texts.
The texts of a page lie beside it, in a file of their own, which the worker fetches to show why it found the page.

- A listing leaves its first line, which says what the program does, and those names of the standard library that
  nothing else on the site says. What a program printed stays: readers search for error messages.
- A page has the terms of the glossary that lead to it, in both languages; each term is a section of the glossary.
- The statements on the map are left out: each is on the page that explains it.
"""

import html
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from lab.publishing.glossary import all_terms, other_names, term_anchor

PARTS = Path(__file__).resolve().parent / "search"
LISTING = re.compile(r"(?<=\.py)<pre><code>(.*?)</code></pre>", re.DOTALL)
# The line under a listing.
LINKS_BELOW = re.compile(r"<p>(?:(?!</p>).)*?· Download \S+\.py.*?</p>", re.DOTALL)
NAME = re.compile(r"(?<=\.)[A-Za-z_]\w{3,}|\b[A-Z][A-Z_]{3,}\b|\b[A-Z]\w+Error\b")
WORD = re.compile(r"\w+")
LEFT_OUT = re.compile(r"(article/map|glossary)(/|\.html)#")
# Words that say nothing, in English and Chinese.
EMPTY = frozenset(
    "a am an and any are aren as at be been between but by can could couldn d did didn difference do does doesn don for from get got had happen happens has have "
    "how i if in into is isn it its just ll m me my no not of on only or our re s should so some t than that the their them then "
    "there these they this to up ve want was wasn we what when where which while who why will with won would you your".split()
)
EMPTY_CHINESE = "为什么|什么|为何|怎么|怎样|如何|哪些|哪个|需要|区别|不同|解决|是|吗|呢|了|(?<!目)的|(?<![\u3400-\u9fff])[和与跟](?![\u3400-\u9fff])"
# The worker's own splitting is the same: `splitWords` in worker.js. Chinese by pairs of characters, since no blank sets its words apart.
RUN = re.compile(r"[\u3400-\u9fff]+|(?:(?![\u3400-\u9fff])\w)+")
BOUNDARY = re.compile(r"_+|(?<=[a-z0-9])(?=[A-Z][a-z])|(?<=[A-Z])(?=[A-Z][a-z]{2})")
LONGEST = 40  # letters of a word
TITLE = 2  # times that a title counts
MOST = 6  # times that a word counts in a section


def split_words(text: str) -> Iterator[str]:
    """The words of a text as the search knows them: an identifier is one, and so are its parts and its ends."""
    for run in RUN.findall(unicodedata.normalize("NFKC", text)):
        if "\u3400" <= run[0] <= "\u9fff":
            yield from [run[at:at + 2] for at in range(len(run) - 1)] or [run]
            continue
        parts = [part.lower() for part in BOUNDARY.split(run) if part]
        yield from ("".join(parts[at:]) for at in range(len(parts)))
        yield from parts[:-1]


def improve_index(path: Path, folders: bool = True, together: bool = False) -> None:
    """Put the small index in the place of the theme's, and the texts beside it, or into it: from the disk a script cannot
    fetch them. On a host each page is a folder; on a disk it is a file."""
    index = json.loads(path.read_text(encoding="utf-8"))
    docs = build_index(list_pages(index["docs"], folders))
    for page in [] if together else docs["pages"]:
        (path.parent / f"{text_name(page['location'])}.json").write_text(as_json(page.pop("texts")), encoding="utf-8")
    path.write_text(as_json({"config": index["config"], "docs": docs}), encoding="utf-8")


def build_index(pages: list[dict]) -> dict:
    """What the worker asks for, from pages as `list_pages` has them: each section with the numbers of its words."""
    bags = [
        count_words(" · ".join([text, *[title] * TITLE, *([] if anchor else [page["terms"]])]))
        for page in pages for anchor, title, text in page["sections"]
    ]
    words = sorted(set().union(*bags), key=lambda word: (-sum(word in bag for bag in bags), word))
    number, packed = {word: at for at, word in enumerate(words)}, iter(bags)
    return {"words": " ".join(words), "empty": " ".join(sorted(EMPTY)), "emptyChinese": EMPTY_CHINESE, "pages": [
        page | {
            "sections": [[anchor, title, pack(next(packed), number)] for anchor, title, _ in page["sections"]],
            "texts": {anchor: text for anchor, _, text in page["sections"]},
        }
        for page in pages
    ]}


def as_json(value) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def text_name(location: str) -> str:
    """The name of the file with a page's texts: `sockets-ports`."""
    return re.sub(r"\W+", "-", location, flags=re.ASCII).strip("-") or "index"


def list_pages(entries: list[dict], folders: bool) -> list[dict]:
    """Each page: location, title, the terms that lead to it, weight, and sections, each (anchor, title, text). The first
    section is what stands before the second heading, and its anchor is empty."""
    entries = [entry for entry in entries if not LEFT_OUT.match(entry["location"])]
    said = set()
    for entry in entries:
        entry["text"] = LINKS_BELOW.sub("", entry["text"])
        said |= plain_words(entry["title"] + " " + LISTING.sub("", entry["text"]))
    terms = terms_by_address(folders)
    pages: dict[str, dict] = {}
    for entry in entries:
        location, _, anchor = entry["location"].partition("#")
        text = plain_text(LISTING.sub(lambda match: shorten_listing(html.unescape(match[1]), said), entry["text"]))
        title = plain_text(entry["title"])
        page = pages.setdefault(location, {
            "location": location, "title": title, "terms": " · ".join(terms.get(location, [])), "boost": entry.get("boost", 1), "sections": [],
        })
        if len(page["sections"]) == 1 and title == page["title"]:  # the heading of the page itself
            page["sections"][0][2] = f"{page['sections'][0][2]} {text}".strip()
        else:
            page["sections"].append([anchor, title, text])
    glossary = pages["glossary/" if folders else "glossary.html"]
    glossary["boost"] = 0.5  # the page that a term leads to comes first
    glossary["sections"] += [
        [term_anchor(term["term"]), f'{term["term"]} · {term["zh"]}', term["definition"] + other_names(term)] for term in all_terms()
    ]
    return list(pages.values())


def count_words(text: str) -> Counter:
    """How often each word is in a text. In a term of several words the first ones count once: a page full of the data
    link is none about data. Instead, each two of them together are a word."""
    bag = Counter(split_words(text))
    for term in compound_terms().findall(text):
        one, *more = split_words(term)
        for other in more:
            bag[one] -= bag[one] > 1
            bag[one + other] += 1
            one = other
    return Counter({word: times for word, times in bag.items() if word not in EMPTY and len(word) <= LONGEST})


@cache
def compound_terms() -> re.Pattern:
    """The terms of the glossary that are several words, the longest first."""
    terms = sorted((term["term"] for term in all_terms() if re.fullmatch(r"\w+(?:[ -]\w+)+", term["term"])), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(terms) or '(?!)'})", re.IGNORECASE)  # without terms, one that finds nothing


def pack(bag: Counter, number: dict[str, int]) -> list[int]:
    """The words of a section by their numbers: each as its distance from the one before, so one that occurs again is 0."""
    numbers = sorted(number[word] for word, times in bag.items() for _ in range(min(times, MOST)))
    return [one - before for before, one in zip([0, *numbers], numbers)]


def plain_text(marked: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", marked))).strip()


def plain_words(text: str) -> set[str]:
    return set(WORD.findall(html.unescape(text).lower()))


def shorten_listing(program: str, said: set[str]) -> str:
    """What the index keeps of a listing, as HTML."""
    docstring = re.match(r'"""(.*?)(?:"""|\n)', program)
    names = dict.fromkeys(name for name in NAME.findall(program) if name.lower() not in said)
    kept = [docstring[1]] if docstring else []
    kept += [" ".join(names)] if names else []
    return "".join(f"<p>{html.escape(part, quote=False)}</p>" for part in kept)


def terms_by_address(folders: bool) -> dict[str, list[str]]:
    """The terms that the glossary leads to each page with, by the page's address."""
    pages: dict[str, list[str]] = {}
    for term in all_terms():
        names = [term["term"], term["zh"], term.get("zh_article", ""), *term.get("elsewhere", [])]
        address = term["page"].removesuffix(".md") + ".html"
        if folders:
            address = re.sub(r"((?<=/)|^)index\.html$|\.html$", lambda match: "/" if match[0] == ".html" else "", address)
        pages.setdefault(address, []).extend(filter(None, names))
    return pages


def worker_script() -> str:
    """The worker as one file: the engine, without what it says to programmers, and what is ours."""
    engine = (PARTS / "minisearch.js").read_text(encoding="utf-8")
    return re.sub(r"/\*\*.*?\*/", "", engine, flags=re.DOTALL) + (PARTS / "worker.js").read_text(encoding="utf-8")
