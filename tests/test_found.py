"""Being found: what search engines, previews and readers without a browser are told, and addresses that stay."""

import json
import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pytest

from lab.paths import ROOT
from lab.printing import card
from lab.publishing import addresses, history, markdown_pages, page_head
from lab.running.examples import Unchecked
from tests.browser import GROUP
from tests.published import PAGES, blocks

pytestmark = GROUP
PROPERTIES = {"og:site_name", "og:type", "og:title", "og:description", "og:url", "og:image", "og:image:width", "og:image:height", "og:image:alt"}
NAMES = {"twitter:card", "twitter:title", "twitter:description", "twitter:image", "twitter:image:alt"}


class Head(HTMLParser):
    """What stands in the head of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.meta: dict[str, str] = {}
        self.links: dict[str, str] = {}
        self.title, self.data, self._into = "", [], None
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag == "meta" and (name := values.get("name") or values.get("property")):
            assert name not in self.meta, f"{name} stands there twice"
            self.meta[name] = values["content"]
        if tag == "link":
            self.links[values["rel"]] = values["href"]
        if tag == "title" and not self.title:
            self._into = "title"
        if tag == "script" and values.get("type") == "application/ld+json":
            self._into = "data"

    def handle_data(self, text):
        if self._into == "title":
            self.title = text
        if self._into == "data":
            self.data.append(json.loads(text))
        self._into = None


def pages(site: Path) -> dict[str, Head]:
    """The head of each page of a built site, by its address below the root."""
    return {
        path.relative_to(site).as_posix().removesuffix("index.html"): Head(path.read_text(encoding="utf-8"))
        for path in sorted(site.rglob("index.html"))
    }


@pytest.fixture(scope="module")
def heads(hosted):
    return pages(hosted.folder)


def exists(address: str, hosted) -> bool:
    """Whether an address on the host, or below its root, leads to a file."""
    path = hosted.folder / unquote(urlsplit(address.removeprefix(hosted.address)).path)
    return (path / "index.html").exists() if path.is_dir() else path.exists()


# ---- in the head of each page


def test_each_page_has_a_title_and_a_description_of_its_own(heads):
    assert len(heads) > 35
    assert len({head.title for head in heads.values()}) == len({head.meta["description"] for head in heads.values()}) == len(heads)
    assert all(head.title.endswith("Python Network Programming: Sockets") for head in heads.values())
    assert heads["tcp-udp/tcp-and-udp/"].title.startswith("TCP and UDP side by side - ")


def test_each_page_can_be_shown_beside_a_link(heads, hosted):
    for address, head in heads.items():
        social = {name: text for name, text in head.meta.items() if name.startswith(("og:", "twitter:"))}
        assert set(social) == PROPERTIES | NAMES and all(social.values()), address
        assert social["og:url"] == head.links["canonical"] == hosted.address + address
        assert social["og:type"] == ("article" if address else "website")
        assert social["og:title"] == social["twitter:title"] == head.title.split(" - ")[0]
        assert social["og:description"] == social["twitter:description"] == head.meta["description"]
        assert social["og:image"] == social["twitter:image"] == f"{hosted.address}{page_head.CARD}"
        assert (int(social["og:image:width"]), int(social["og:image:height"])) == page_head.CARD_SIZE
    assert exists(page_head.CARD, hosted)


def test_the_page_of_what_is_missing_is_not_offered(hosted):
    head = Head((hosted.folder / "404.html").read_text(encoding="utf-8"))
    assert not head.data and "og:url" not in head.meta and "canonical" not in head.links


def test_the_card_is_this_sites():
    from PIL import Image

    image = Image.open(card.CARD_FILE)
    assert image.format == "PNG" and image.size == page_head.CARD_SIZE
    assert card.CARD_FILE.stat().st_size < 60_000
    assert (image.text["Title"], image.text["Description"]) == card.site_words(), "the site says something else by now: make card"


# ---- the map of the site


def test_the_map_of_the_site_is_complete(heads, hosted):
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    entries = ElementTree.fromstring((hosted.folder / "sitemap.xml").read_bytes()).findall("s:url", space)
    assert sorted(entry.find("s:loc", space).text for entry in entries) == sorted(hosted.address + address for address in heads)
    dates = {entry.find("s:loc", space).text.removeprefix(hosted.address): entry.findtext("s:lastmod", None, space) for entry in entries}
    if not history.commit_dates():
        assert not any(dates.values()), "a date without a history"
        raise Unchecked("When pages last changed: this is not a complete git repository.")
    shown = ["docs/sockets/handshake.md", "snippets/handshake", "recordings/handshake"]
    git = subprocess.run(["git", "log", "-1", "--format=%cs", "--", *shown], cwd=ROOT, capture_output=True, text=True)
    assert dates["sockets/handshake/"] == git.stdout.strip()
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", date) for date in dates.values() if date)


def test_a_page_changes_with_its_programs_and_a_shallow_history_is_none(tmp_path, monkeypatch):
    def git(*arguments: str, day: int = 1) -> None:
        settings = ["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "init.defaultBranch=main"]
        date = f"2026-01-0{day}T12:00:00Z"
        try:
            subprocess.run(
                ["git", *settings, *arguments], cwd=tmp_path, check=True, capture_output=True,
                env={"PATH": "/usr/bin:/bin:/usr/local/bin", "HOME": str(tmp_path), "GIT_COMMITTER_DATE": date, "GIT_AUTHOR_DATE": date},
            )
        except FileNotFoundError:
            raise Unchecked("When pages last changed: git is not installed.") from None

    git("init", "book")
    for day, name in enumerate(["docs/a.md", "docs/b.md", "snippets/a/one.py", "recordings/a/one.json"], 1):
        path = tmp_path / "book" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
        git("-C", "book", "add", ".")
        git("-C", "book", "commit", "-m", name, day=day)
    git("clone", "--depth=1", f"file://{tmp_path}/book", "shallow")
    assert history.commit_dates(tmp_path / "shallow") == {} == history.commit_dates(tmp_path)
    known = history.commit_dates(tmp_path / "book")
    monkeypatch.setattr(history, "commit_dates", lambda: known)
    assert history.last_change("a.md", "prose") == "2026-01-01"
    assert history.last_change("a.md", '```python\n--8<-- "a/one.py"\n```\n') == "2026-01-03"
    assert history.last_change("a.md", '--8<-- "a/one.py"\n```recording\na/one\n```\n') == "2026-01-04"
    assert history.last_change("new.md", "prose") is None


def test_robots_are_told_of_the_map(hosted):
    text = (hosted.folder / "robots.txt").read_text(encoding="utf-8")
    assert text == f"User-agent: *\nAllow: /\n\nSitemap: {hosted.address}sitemap.xml\n"
    assert markdown_pages.robots_text("https://example.com/book/") is None, "below the root of a host nobody reads it"


# ---- structured data

# rdflib's reader of JSON-LD uses a class that rdflib itself has deprecated.
OWN_AFFAIR = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")


@pytest.fixture(scope="module")
def vocabulary():
    """The shapes of schema.org, which pyshacl holds for its users."""
    import pyshacl
    from rdflib import Graph

    return Graph().parse(Path(pyshacl.__file__).parent / "assets" / "schema.ttl")


def graph(data: dict):
    """The statements of a page, by the part of schema.org's own context that they need: nothing is fetched."""
    from rdflib import Graph

    assert data["@context"] == "https://schema.org"
    addresses = {name: {"@type": "@id"} for name in ("url", "image", "item", "license", "isPartOf")}
    day = {"dateModified": {"@type": "http://www.w3.org/2001/XMLSchema#date"}}
    return Graph().parse(data=json.dumps(data | {"@context": {"@vocab": "http://schema.org/"} | addresses | day}), format="json-ld")


def wrong(pages: list[dict], vocabulary) -> list[str]:
    """What is not as schema.org has it: unknown types and properties, properties of other types, values of a wrong kind."""
    import pyshacl
    from rdflib import RDF, RDFS, SH, Graph

    said = sum(map(graph, pages), start=Graph())
    conforms, _, report = pyshacl.validate(said, shacl_graph=vocabulary, ont_graph=vocabulary)
    faults = [] if conforms else [report]
    for thing in set(said.subjects()):
        kinds = {wider for kind in said.objects(thing, RDF.type) for wider in vocabulary.transitive_objects(kind, RDFS.subClassOf)}
        faults += [f"no such type: {kind}" for kind in said.objects(thing, RDF.type) if (kind, RDF.type, SH.NodeShape) not in vocabulary]
        known = {path for kind in kinds for shape in vocabulary.objects(kind, SH.property) for path in vocabulary.objects(shape, SH.path)}
        # "query-input" is schema.org's way to annotate an action (schema.org/docs/actions.html), not a term of its own.
        faults += [f"{thing} cannot have: {name}" for name in said.predicates(thing) if name not in known | {RDF.type} and not name.endswith("-input")]
    return faults


@OWN_AFFAIR
def test_structured_data_is_what_schema_org_says(heads, vocabulary):
    assert all(len(head.data) == 1 for head in heads.values())
    assert not wrong([head.data[0] for head in heads.values()], vocabulary)


@OWN_AFFAIR
def test_a_fault_in_structured_data_would_be_seen(heads, vocabulary):
    [data] = heads["sockets/handshake/"].data
    article, site, way = data["@graph"]
    for broken in (
        {**article, "headlin": "A slip"}, {**article, "@type": "TechnicalArticle"}, {**article, "position": {"@type": "WebSite"}},
        {**article, "dateModified": {"@type": "WebSite"}}, {**way, "itemListElement": [{"@type": "ListItem", "item": "the front page"}]},
    ):
        assert wrong([data | {"@graph": [broken, site]}], vocabulary), broken


def test_structured_data_is_true(heads, hosted):
    for address, head in heads.items():
        parts = {kind: part for part in head.data[0]["@graph"] for kind in ([part["@type"]] if isinstance(part["@type"], str) else part["@type"])}
        assert parts["WebSite"]["url"] == hosted.address
        if not address:
            continue
        text = parts.get("TechArticle") or parts["WebPage"]
        assert text["url"] == head.links["canonical"] and text["description"] == head.meta["description"]
        assert text.get("headline", text.get("name")) == head.meta["og:title"]
        steps = parts["BreadcrumbList"]["itemListElement"]
        assert [step["position"] for step in steps] == [1, 2, 3]
        assert steps[0]["item"]["@id"] == hosted.address and steps[-1]["item"]["@id"] == text["url"]
        assert all(exists(step["item"]["@id"], hosted) for step in steps)


def test_the_address_for_searching_searches(heads, hosted, tab):
    template = heads[""].data[0]["@graph"][0]["potentialAction"]["target"]["urlTemplate"]
    page = tab(template.replace("{search_term_string}", "backlog"))
    page.locator(".md-search-result__link").first.wait_for()
    assert "sockets/accept-queue/" in page.locator(".md-search-result__link").first.get_attribute("href")


# ---- pages as Markdown


def test_llms_txt_leads_to_every_page(heads, hosted):
    lines = (hosted.folder / "llms.txt").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "# Python Network Programming: Sockets" and lines[2].startswith("> ")
    listed = [match for line in lines if (match := re.fullmatch(r"- \[([^]]+)\]\(([^)]+)\): (.+)", line))]
    assert [match[2] for match in listed if not exists(match[2], hosted)] == []
    told = {match[2].removeprefix(hosted.address).removesuffix("index.html.md"): match for match in listed}
    assert set(told) == set(heads)
    for address, match in told.items():
        assert match[1] == heads[address].meta["og:title"] and match[3] == heads[address].meta["description"]
    assert [line for line in lines if line.startswith("#")][1:4] == ["## Front page", "## Part I: Foundations", "## TCP and UDP"]


@pytest.mark.parametrize("source", PAGES, ids=lambda page: page.relative_to(ROOT / "docs").as_posix())
def test_a_page_as_markdown_is_complete_and_plain(source, hosted):
    address = source.relative_to(ROOT / "docs").with_suffix("").as_posix()
    path = hosted.folder / ("" if address == "index" else address) / "index.html.md"
    text = path.read_text(encoding="utf-8")
    for written, published in blocks(source):
        if written.syntax == "python":
            assert f"```python\n{published.code.rstrip()}\n```\n" in text and published.expected_output.rstrip() in text
    prose = re.sub(r"^ *```.*?^ *```$|`[^`\n]+`", "", text, flags=re.DOTALL | re.MULTILINE)
    assert not re.search(r"--8<--|^ *(?:!!!|\?\?\?|===) |\{ ?[.:#]|(?<!\\)</?(?:div|span|p|label|small)\b|<!--|\0|\{(?:run|claims):", prose, re.MULTILINE)
    for link in re.findall(r"\]\(([^)#\s:]+)[)#]", prose):
        assert (path.parent / link).is_file(), link


# ---- addresses that stay


def test_no_published_address_is_lost(hosted):
    lost = sorted(addresses.published_addresses() - addresses.site_addresses(hosted.folder))
    assert not lost, (
        f"These addresses were published and are gone: {', '.join(lost)}. Others link to them. "
        "Keep the anchor of a heading whose words change: `## New words { #old-words }`. "
        "A page that moves needs a redirect: install mkdocs-redirects, and name the old page and the new one in mkdocs.yml. "
        "Where nothing takes the place of what is gone, delete its line in data/anchors.txt."
    )
    assert len(addresses.published_addresses()) > 1000


def test_no_anchor_depends_on_the_order_of_headings(hosted):
    """A heading without a Latin letter would be numbered: #_1."""
    assert not [address for address in addresses.site_addresses(hosted.folder) if re.search(r"#_\d+$", address)]
