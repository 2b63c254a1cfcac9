"""What others are told of a page: previews, structured data, the map of the site, and the pages as Markdown.

- In the head of a page (docs/overrides/main.html): Open Graph, Twitter's card, JSON-LD of schema.org. They need full
  addresses, so they are there only when SITE_URL is set.
- Beside the pages: `llms.txt` (llmstxt.org), each page as Markdown at its address with `index.html.md`, `robots.txt`.
- When a page last changed: the date of the last commit that touched it, its programs or its recordings.

`python -m lab.found site` adds the addresses of a built site to data/anchors.txt: what was published must stay.
"""

import json
import posixpath
import re
import subprocess
import sys
from functools import cache
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

from lab import figures, player, sequence
from lab.example import ROOT
from lab.pages import in_order, title
from lab.record import SUMMARY

CARD = "assets/card.png"  # made by lab/card.py
CARD_SIZE = (1200, 630)
ANCHORS = ROOT / "data" / "anchors.txt"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
# What a page that is written from data changes with.
MADE_FROM = {"article/map.md": "data/claims.yml", "glossary.md": "data/glossary.yml", "programs.md": "snippets/"}


# ---- in the head of a page


def about(page, config) -> dict | None:
    """What docs/overrides/main.html writes into the head of a page, or None where the site has no address."""
    if not config.site_url:
        return None
    heading, description = title_of(page, config), page.meta["description"]
    image = {"url": config.site_url + CARD, "alt": f"{config.site_name}. {config.site_description}"}
    return {
        "properties": {
            "og:site_name": config.site_name,
            "og:type": "website" if page.is_homepage else "article",
            "og:title": heading,
            "og:description": description,
            "og:url": page.canonical_url,
            "og:image": image["url"],
            "og:image:width": str(CARD_SIZE[0]),
            "og:image:height": str(CARD_SIZE[1]),
            "og:image:alt": image["alt"],
        },
        "names": {
            "twitter:card": "summary_large_image",
            "twitter:title": heading,
            "twitter:description": description,
            "twitter:image": image["url"],
            "twitter:image:alt": image["alt"],
        },
        "data": structured(page, config, heading, description),
    }


def title_of(page, config) -> str:
    """The title of a page: its first heading; the nav's words for it may be too short to stand alone."""
    return config.site_name if page.is_homepage else page.meta.get("title") or title(page.file.src_uri)


def structured(page, config, heading: str, description: str) -> dict:
    """The page in the words of schema.org."""
    site = {
        "@type": "WebSite",
        "@id": f"{config.site_url}#site",
        "name": config.site_name,
        "url": config.site_url,
        "description": config.site_description,
        "inLanguage": config.theme["language"],
        "license": LICENCE,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{config.site_url}?q={{search_term_string}}"},
            "query-input": "required name=search_term_string",
        },
    }
    if page.is_homepage:
        return {"@context": "https://schema.org", "@graph": [site]}
    written = page.file.generated_by is None
    article = {
        "@type": ["TechArticle", "LearningResource"] if written else "WebPage",
        "@id": f"{page.canonical_url}#page",
        "headline" if written else "name": heading,
        "description": description,
        "url": page.canonical_url,
        "image": config.site_url + CARD,
        "inLanguage": config.theme["language"],
        "isAccessibleForFree": True,
        "license": LICENCE,
        "isPartOf": {"@id": site["@id"]},
    }
    if changed := page.meta.get("changed"):
        article["dateModified"] = changed
    # A group of the nav has no page of its own; its link leads to its first page.
    way = [(config.site_name, config.site_url)]
    if page.parent:
        way.append((page.parent.title, first_page(page.parent).canonical_url))
    steps = [
        {"@type": "ListItem", "position": number, "name": name, "item": {"@type": "WebPage", "@id": address}}
        for number, (name, address) in enumerate([*way, (heading, page.canonical_url)], 1)
    ]
    return {"@context": "https://schema.org", "@graph": [article, site, {"@type": "BreadcrumbList", "itemListElement": steps}]}


def first_page(section):
    return next(child for child in section.children if child.is_page)


# ---- when a page last changed


@cache
def commits(root: Path = ROOT) -> dict[str, str]:
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


def changed(source: str, markdown: str) -> str | None:
    """The day, as 2026-11-22, on which a page last changed: its prose, its programs, its recordings; None if not known."""
    recorded = re.findall(r"^ *`{3,}recording\n *(\S+)", markdown, re.MULTILINE)
    parts = [MADE_FROM.get(source, f"docs/{source}"), *(f"snippets/{name}" for name in re.findall(r'--8<-- "([^"]+)"', markdown))]
    parts += [f"recordings/{name}.json" for name in recorded]
    return max((date for file, date in commits().items() if file.startswith(tuple(parts))), default=None)


# ---- beside the pages


def publish(files, config, fill_in) -> None:
    """Write what stands beside the pages into the site. `fill_in` puts the numbers into a page's Markdown."""
    from mkdocs.utils.meta import get_data

    target = Path(config.site_dir)
    pages = {file.src_uri: file.page for file in files.documentation_pages() if file.page}
    for page in pages.values():
        path = target / markdown_path(page.file)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(as_markdown(fill_in(get_data(page.file.content_string)[0]), page, files, config), encoding="utf-8")
    (target / "llms.txt").write_text(overview(pages, config), encoding="utf-8")
    if text := robots(config.site_url):
        (target / "robots.txt").write_text(text, encoding="utf-8")


def robots(site_url: str | None) -> str | None:
    """robots.txt, for a site at the root of its host: nobody reads it elsewhere."""
    if site_url and urlsplit(site_url).path == "/":
        return f"User-agent: *\nAllow: /\n\nSitemap: {site_url}sitemap.xml\n"
    return None


def markdown_path(file) -> str:
    return f"{file.dest_uri}.md"


def overview(pages: dict, config) -> str:
    """llms.txt: the site in one page, for programs that read."""
    run = json.loads(SUMMARY.read_text(encoding="utf-8"))
    base = config.site_url or ""
    lines = [
        f"# {config.site_name}", "",
        f"> {config.site_description}", "",
        f"{run['programs']} programs, each with the output of a run: Python {run['python']}, {run['system']}. The links lead to the pages as Markdown, "
        f"programs and outputs included. [All programs as a zip]({base}downloads/programs.zip).",
    ]
    group = None
    for part, source in in_order(config.nav):
        if source not in pages:
            continue  # a strict build says so
        if part != group:
            group = part
            lines += ["", f"## {part}", ""]
        page = pages[source]
        lines.append(f"- [{title_of(page, config)}]({base}{markdown_path(page.file)}): {page.meta['description']}")
    return "\n".join(lines) + "\n"


FENCE = re.compile(r"^(?P<indent> *)(?P<ticks>`{3,})(?P<head>[^\n]*)\n(?P<body>.*?)^(?P=indent)(?P=ticks) *$", re.MULTILINE | re.DOTALL)
BOX = re.compile(r'^( *)(?:!!!|\?\?\?\+?|===)(?: \w+)* "(.+)"\n((?:\1    [^\n]*\n|[ ]*\n)*)', re.MULTILINE)
TAGS = re.compile(r"</?(?:span|small)\b[^>]*>")
FORMS = re.compile(r"^ *(?:</?(?:div|fieldset|label)\b|<!--).*\n", re.MULTILINE)
ATTRIBUTES = re.compile(r"\n? ?\{:? *(?:[.#][\w-]|download)[^}\n]*\}")
LINK = re.compile(r"\]\(([^)#\s:]+)(#[^)\s]+)?\)")


def as_markdown(text: str, page, files, config) -> str:
    """A page without this site's own dialect: programs and outputs in place, boxes as headings in bold, recordings in words."""
    from markdown import Markdown

    expander = Markdown(extensions=["pymdownx.snippets"], extension_configs={"pymdownx.snippets": config.mdx_configs["pymdownx.snippets"]})
    text = "\n".join(expander.preprocessors["snippet"].run(text.split("\n"))) + "\n"
    kept: list[str] = []

    def put_aside(match: re.Match) -> str:
        kept.append(fence_in_words(match["head"], re.sub(f"^{match['indent']}", "", match["body"], flags=re.MULTILINE)))
        return f"{match['indent']}\0{len(kept) - 1}\0"

    def link(match: re.Match) -> str:
        file = files.get_file_from_path(posixpath.normpath(posixpath.join(posixpath.dirname(page.file.src_uri), match[1])))
        if file is None:
            return match[0]
        goal = markdown_path(file) if file.is_documentation_page() else file.dest_uri
        return f"]({posixpath.relpath(goal, posixpath.dirname(page.file.dest_uri) or '.')}{match[2] or ''})"

    text = FORMS.sub("", FENCE.sub(put_aside, text))
    while BOX.search(text):
        text = BOX.sub(lambda match: f"{match[1]}**{match[2]}**\n\n" + re.sub(f"^{match[1]}    ", match[1], match[3], flags=re.MULTILINE), text)
    text = LINK.sub(link, ATTRIBUTES.sub("", TAGS.sub("", text.replace("<br>", "  \n  "))))
    text = re.sub(r"\A\s*# .*\n", lambda match: f"{match[0]}\n> {page.meta['description']}\n", text)
    text = re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"
    return re.sub(r"^( *)\0(\d+)\0", lambda match: re.sub(r"^(?=.)", match[1], kept[int(match[2])], flags=re.MULTILINE), text, flags=re.MULTILINE)


def fence_in_words(head: str, body: str) -> str:
    language = re.match(r"\w*", head.strip())[0]
    if language == "figure":
        drawn = figures.fence(body, "figure", "figure", {}, None)
        return "Figure: " + unescape(" ".join(re.search(rf"<{tag}[^>]*>(.*?)</{tag}>", drawn, re.DOTALL)[1] for tag in ("title", "desc")))
    if language == "recording":
        name, _, (first, last), caption = player.asked(body)
        told = sequence.story(player.load(name))
        # What a program sent may look like a tag.
        steps = [f"{number}. {words}".replace("<", "\\<") for number, words in told.items() if first <= number <= (last or max(told))]
        return "\n".join([f"Recording of `{name}`, step by step. {caption}".strip(), "", *steps])
    named = re.search(r'title="([^"]+)"', head)
    return (f"{named[1]}:\n\n" if named else "") + f"```{language}\n{body.rstrip()}\n```"


# ---- the addresses that must stay


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


def addresses(site: Path) -> set[str]:
    """The address of every page of a built site, below its root, and of every place on it: `sockets/ports/#port-zero`."""
    found = set()
    for path in site.rglob("index.html"):
        page = path.relative_to(site).as_posix().removesuffix("index.html")
        found |= {page} | {f"{page}#{name}" for name in Anchors(path.read_text(encoding="utf-8")).found}
    return found


def kept() -> set[str]:
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


def keep(found: set[str]) -> None:
    lines = []
    for address in sorted(found, key=lambda address: address.partition("#")[::2]):
        page, mark, name = address.partition("#")
        lines.append(f"  #{name}" if mark else f"/{page}")
    ANCHORS.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Usage: python -m lab.found SITE, the folder of a built site")
    keep(kept() | addresses(Path(sys.argv[1])))
