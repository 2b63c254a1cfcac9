"""The built site: strict, complete, and without a request to anybody else."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from lab.paths import ASSETS, DOCS, ROOT, SNIPPETS
from tests import prose
from tests.browser import BUILD, build
from tests.published import FENCE, PAGES
from tests.test_prose import GARBLED, QUOTED, misspelt, unknown

# One worker builds the site once.
pytestmark = pytest.mark.xdist_group("site")
QUIET = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
MKDOCS = [sys.executable, "-m", "mkdocs"]
VERBATIM = {"code", "pre", "script", "style", "textarea"}


@pytest.fixture(scope="module")
def site(hosted) -> Path:
    """The folder of the built site."""
    return hosted.folder


class Loads(HTMLParser):
    """Collects what a page makes the browser load, what it links to, what can be linked to, and the text it shows."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.linked: list[str] = []
        self.anchors: set[str] = set()
        self.text = ""
        self.verbatim = 0
        self.described = False
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.anchors |= {values["id"]} if values.get("id") else set()
        self.verbatim += tag in VERBATIM
        if tag in {"script", "img", "iframe", "source", "video", "audio", "embed"} and values.get("src"):
            self.loaded.append(values["src"])
        if tag == "link" and values.get("rel") not in {"canonical", "prev", "next", "alternate"}:
            self.loaded.append(values.get("href", ""))
        if tag == "a" and values.get("href"):
            self.linked.append(values["href"])
        if tag == "meta" and values.get("name") == "description" and values.get("content"):
            self.described = True

    def handle_endtag(self, tag):
        self.verbatim -= tag in VERBATIM

    def handle_data(self, data):
        self.text += "" if self.verbatim else data


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def test_no_page_loads_anything_from_elsewhere(site):
    assert len(pages(site)) > 30
    for page in pages(site):
        for address in Loads(page.read_text(encoding="utf-8")).loaded:
            assert not re.match(r"(?:\w+:)?//", address), f"{page.name} loads {address}"
    for sheet in site.rglob("*.css"):
        assert not re.search(r"(?:url\(|@import)\s*[\"']?(?:https?:)?//", sheet.read_text(encoding="utf-8")), sheet.name


def test_every_link_leads_to_a_page_and_to_a_place_on_it(site):
    wrong, found = [], {page.resolve(): Loads(page.read_text(encoding="utf-8")) for page in pages(site)}
    for page, parsed in found.items():
        for address in parsed.linked + parsed.loaded:
            link = urlsplit(address)
            if link.scheme or link.netloc:
                continue
            # Only the page for what is missing, which may stand anywhere, links from the root.
            start = site if link.path.startswith("/") else page.parent
            target = (start / unquote(link.path).lstrip("/")).resolve() if link.path else page
            target = target / "index.html" if target.is_dir() else target
            anchors = found[target].anchors if target in found else {unquote(link.fragment)}
            if not target.exists() or link.fragment and unquote(link.fragment) not in anchors:
                wrong.append(f"{page.relative_to(site.resolve())} links to {address}")
    assert not wrong


def test_no_markdown_is_left_over(site):
    for page in pages(site):
        text = Loads(page.read_text(encoding="utf-8")).text
        assert not re.search(r"\]\[|\]\(|\*\*|\[\^|\{ ?[.#:]|```|--8<--|^ *#{1,6} |^ *:::? |!!! ", text, re.MULTILINE), page


def test_all_code_stands_in_fences(site):
    """Not indented, where no test would look at it."""
    for page in PAGES:
        built = site / page.relative_to(DOCS).with_suffix("") / "index.html" if page.stem != "index" else site / "index.html"
        fences = [found for found in FENCE.finditer(page.read_text(encoding="utf-8")) if found[2] not in {"figure", "recording"}]
        assert built.read_text(encoding="utf-8").count("<pre") == len(fences), page.name


def test_every_asset_is_used():
    """By a page, a template, a style sheet, a script or the workshop; a licence by what lies beside it."""
    assets = [path for path in ASSETS.rglob("*") if path.is_file()]
    users = [path for folder in ("docs", "lab") for path in (ROOT / folder).rglob("*") if path.suffix in {".md", ".html", ".xml", ".css", ".js", ".py", ".svg"}]
    text = {path: path.read_text(encoding="utf-8") for path in [*users, ROOT / "mkdocs.yml"]}
    unused = [path.name for path in assets if not any(path.name in said for user, said in text.items() if user != path)]
    assert unused == ["OFL.txt"]


def test_every_page_is_described(site):
    for page in pages(site):
        assert Loads(page.read_text(encoding="utf-8")).described, page


def test_every_program_can_be_downloaded(site):
    for program in SNIPPETS.rglob("*.py"):
        assert (site / program.relative_to(ROOT)).read_bytes() == program.read_bytes()
    linked = "".join(page.read_text(encoding="utf-8") for page in pages(site))
    for program in SNIPPETS.rglob("*.py"):
        assert f"{program.relative_to(ROOT).as_posix()}\"" in linked, f"nothing links to {program.name}"


def test_the_settings_give_edit_and_source_links(hosted):
    text = (hosted.folder / "sockets/handshake/index.html").read_text(encoding="utf-8")
    assert "https://example.com/python-sockets/edit/main/docs/sockets/handshake.md" in text
    assert "https://example.com/python-sockets/blob/main/snippets/handshake/connect_before_accept.py" in text
    assert f'<link rel="canonical" href="{hosted.address}sockets/handshake/">' in text


def test_no_page_says_that_it_is_unfinished(site):
    for page in pages(site):
        text = page.read_text(encoding="utf-8")
        assert not re.search(r"\b(?:TODO|FIXME|TBD|coming soon|lorem ipsum)\b|<!-- figure:|\{(?:run|claims):", text, re.IGNORECASE), page


def test_what_a_reader_sees_is_spelt_as_the_british_spell(site):
    """The navigation, the templates, the words in drawings, and what is said of pictures; pages as files are tests/test_prose.py's."""
    texts = list(prose.built(site))
    assert len(texts) > 5000
    wrong = set(unknown(texts)) - GARBLED - QUOTED - {"len", "ipx", "osi", "tcp", "ctrl", "unix", "tls", "Epoll"}  # fields of a segment; folders
    assert not wrong
    assert not [report for report in misspelt(texts) if "`Initializing`" not in report]  # the theme's


def test_the_404_page_helps(site):
    text = (site / "404.html").read_text(encoding="utf-8")
    assert "This page does not exist" in text and "/glossary/" in text


def test_figures_have_words(site):
    drawn = [svg for page in pages(site) for svg in re.findall(r'<svg [^>]*role="img".*?</svg>', page.read_text(encoding="utf-8"), re.S)]
    assert len(drawn) >= 5
    for svg in drawn:
        assert len(re.search(r"<desc[^>]*>(.*?)</desc>", svg)[1]) > 60


# The README's commands. `make test` is what runs this; a dry run shows that each target exists and what it would do.
@pytest.mark.skipif(shutil.which("make") is None, reason="NOT CHECKED: make is not installed")
def test_the_commands_of_the_readme_exist():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = [line for block in re.findall(r"```sh\n(.*?)```", text, re.S) for line in block.splitlines()]
    assert commands == ["make serve", "make test"]
    for command in commands:
        done = subprocess.run([*command.split(), "--dry-run"], cwd=ROOT, capture_output=True, text=True, timeout=20)
        assert done.returncode == 0 and "-m " in done.stdout


@pytest.mark.skipif(shutil.which("make") is None, reason="NOT CHECKED: make is not installed")
def test_make_site_builds_as_the_tests_do():
    # The tests may themselves run below a make, whose flags would reach this one.
    environment = {name: value for name, value in os.environ.items() if name not in {"MAKEFLAGS", "MAKELEVEL", "MFLAGS"}}
    done = subprocess.run(["make", "site", "--dry-run"], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=20)
    assert done.stdout.splitlines()[-1].split()[1:] == BUILD


# The tests of the tests: a small site with three faults, and what must be said of it.
PAGE = "---\ndescription: A page.\n---\n# A page\n\n"
FAULTY = {"docs/index.md": f"{PAGE}[gone](gone.md) [nowhere](glossary.md#nowhere)\n", "docs/lost.md": PAGE}
SAID = ["lost.md", "link 'gone.md', but the target is not found", "does not contain an anchor '#nowhere'"]
OFFLINE = "from pathlib import Path; from lab.printing.book import build_offline_site; build_offline_site(Path('offline'))"


@pytest.fixture
def small(tmp_path):
    """The same workshop with one page, and those that it makes of data."""
    for folder in ("lab", "docs/assets", "docs/overrides", "snippets/handshake"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    for file in ("recordings/summary.json", "LICENSE"):
        (tmp_path / file).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / file, tmp_path / file)
    nav = "nav: [index.md, programs.md, glossary.md, article/map.md]\n"
    settings = re.sub(r"^nav:.*", nav, (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    for name, text in {"mkdocs.yml": settings, "data/claims.yml": "[]\n", "data/glossary.yml": "[]\n", "docs/index.md": PAGE}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_without_settings_nothing_points_anywhere(small):
    site = build(small / "site", small)
    assert len(pages(site)) == 5
    for page in pages(site):
        text = page.read_text(encoding="utf-8")
        assert not re.search(r"/edit/main/|/blob/main/snippets/|rel=.canonical", text), page
        assert not re.search(r'property="og:|name="twitter:|application/ld\+json', text), page
    assert not (site / "robots.txt").exists()
    assert "<loc>" not in (site / "sitemap.xml").read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)]+)\)", (site / "llms.txt").read_text(encoding="utf-8"))
    assert len(links) >= 4 and all((site / link).is_file() for link in links)


def test_a_broken_site_is_red(small):
    for name, text in FAULTY.items():
        (small / name).write_text(text, encoding="utf-8")
    with pytest.raises(AssertionError) as red:
        build(small / "site", small)
    done = subprocess.run([sys.executable, "-c", OFFLINE], cwd=small, env=QUIET, capture_output=True, text=True, encoding="utf-8", timeout=60)
    assert done.returncode == 1
    for said in (str(red.value), done.stderr):
        assert all(part in said for part in [*SAID, "Aborted with 3 warnings"]), said


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def wait_for(address: str, text: str, server: subprocess.Popen) -> None:
    """Until the page at the address contains the text."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert server.poll() is None, "the server has ended"
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                if text in answer.read().decode():
                    return
        except OSError:
            pass
        time.sleep(0.1)
    raise AssertionError(f"{address} never showed {text!r}")


def test_serve_reloads_on_a_change_to_a_page_and_to_a_program(small):
    page, program = small / "docs/index.md", small / "snippets/handshake/echo_server.py"
    page.write_text(f'{PAGE}A first paragraph.\n\n```python title="echo_server.py"\n--8<-- "handshake/echo_server.py"\n```\n', encoding="utf-8")
    port = free_port()
    server = subprocess.Popen(
        [*MKDOCS, "serve", "--dev-addr", f"127.0.0.1:{port}"],
        cwd=small, env=QUIET, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    try:
        front = f"http://127.0.0.1:{port}/"
        wait_for(front, "A first paragraph.", server)
        page.write_text(page.read_text(encoding="utf-8") + "\nA new paragraph.\n", encoding="utf-8")
        wait_for(front, "A new paragraph.", server)
        program.write_text(program.read_text(encoding="utf-8") + "# a_new_comment\n", encoding="utf-8")
        wait_for(front, "a_new_comment", server)
    finally:
        server.terminate()
        server.wait(10)
