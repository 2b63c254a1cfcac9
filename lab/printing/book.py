"""The book: the whole site without a network, as a zip to unpack, as a PDF and as an EPUB.

All three are made from one build of the site for the disk. The zip is that build. For the other two the pages are
joined, in the order of the navigation, into one document: Chromium prints it, pandoc makes the EPUB of it. Both
leave out what needs a screen: the players keep their drawing, tabs follow each other. Where the three files
exist, the site publishes them and its front page offers them (lab/publishing/book_files.py).
"""

import json
import logging
import math
import os
import re
import shutil
import sys
import tempfile
import uuid
import zipfile
from collections.abc import Iterator
from copy import copy
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from lab.paths import BOOK, ROOT
from lab.printing.chromium import CHROMIUM, FLAGS
from lab.publishing.book_files import EPUB, PDF, ZIP
from lab.running.examples import Unchecked
from lab.running.summary import read_summary

PARTS = Path(__file__).resolve().parent / "offline"  # style sheets, and the shim that lets the search run from the disk
SHIM = "iframe-worker.js"
# What is there for a host, and for machines that ask one; so are source maps and the pages as Markdown.
FOR_A_HOST = ("404.html", "sitemap.xml", "robots.txt", "llms.txt", "card.png", "search_index.json")
AUTHOR = "the authors of the site"
# Without hinting, letters stand where the font says, and the PDF need not say it for each of them.
UNHINTED = "--font-render-hinting=none"
# What a page has for the screen alone.
FOR_THE_SCREEN = (
    "script, style, link, input, fieldset, .headerlink, .listing-links, .runs, .chapter-links, .downloads, "
    ".md-content__button, p:has(> .md-button), details.story, .packets, .md-source-file"
)
# Tokens of a program that have no colour of their own, and the lines. Without them the PDF is half as large.
PLAIN = "span[id], span.n, span.o, span.p, span.w, span:empty"
HEADINGS = re.compile("^h[1-6]$")
TALL = 950  # units of a drawing that a page holds in a legible size
SHORT = 16  # lines of a program or an output that no page break divides
# The style of a drawing's parts, as a file of its own must carry it.
DRAWN = (
    "fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", "font-family", "font-size", "font-weight",
    "font-style", "paint-order", "text-anchor", "pointer-events",
)


# The site for the disk


def build_offline_site(target: Path):
    """Build the site strictly so that it works without a server. Its configuration. Raises SystemExit where it is broken."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort

    logging.basicConfig(format="%(levelname)s: %(message)s")  # else nobody hears the warnings that end the build
    # No address of its own: it lies wherever the reader puts it.
    config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(target), strict=True, use_directory_urls=False, site_url="", repo_url="")
    config.extra["offline"] = True  # for the hooks: lab/publishing/hooks.py
    config.extra["polyfills"] = [f"assets/{SHIM}"]
    try:
        build(config)
    except Abort as reason:
        sys.exit(str(reason))
    shutil.copy(PARTS / SHIM, target / "assets" / SHIM)
    index = (target / "search/search_index.json").read_text(encoding="utf-8")
    (target / "search/search_index.js").write_text(f"var __index = {index}", encoding="utf-8")  # a page from the disk cannot fetch
    for path in (target / "recordings").rglob("*.json"):
        path.unlink()  # the pages carry them
    for path in list(target.rglob("*")):
        if path.suffix == ".html":  # nor may it load a font before its style sheet does
            text = path.read_text(encoding="utf-8")
            path.write_text(re.sub(r'\s*<link rel="?preload"?[^>]*>', "", text), encoding="utf-8", newline="\n")
        if path.name.startswith(FOR_A_HOST) or path.suffix in {".map", ".md"}:
            path.unlink()
    return config


def zip_folder(folder: Path, target: Path) -> None:
    """A zip of a folder, below a folder of its own name; the same bytes for the same files."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            name = zipfile.ZipInfo(f"{target.stem}/{path.relative_to(folder).as_posix()}", date_time=(1980, 1, 1, 0, 0, 0))
            name.compress_type = zipfile.ZIP_DEFLATED
            name.external_attr = 0o644 << 16
            packed.writestr(name, path.read_bytes())


# One document of all pages


def list_chapters(nav: list, part: str = "") -> Iterator[tuple[str, str, str]]:
    """The part, the title and the file of each page in the order of the navigation; the front page has no part."""
    for entry in nav:
        for title, what in entry.items():
            if isinstance(what, list):
                yield from list_chapters(what, title)
            else:
                yield part, title, what.removesuffix(".md") + ".html"


def book_anchor(file: str, fragment: str = "") -> str:
    """Where a place of a page is in the book: `sockets/ports.html` and `try-it` give `sockets-ports--try-it`."""
    name = re.sub(r"\W+", "-", file.removesuffix(".html"))
    return f"{name}--{re.sub(r'-step-[0-9]+$', '', fragment)}" if fragment else name


def join_pages(site: Path, name: str, nav: list):
    """The pages of the built site as one document, with a title page and a table of contents that has no numbers yet."""
    from bs4 import BeautifulSoup

    files = {file for _, _, file in list_chapters(nav)}
    body, contents, styles, sheets, last = [], [], [], [], ""
    for number, (part, _, file) in enumerate(list_chapters(nav), 1):
        page = (site / file).read_text(encoding="utf-8")
        sheets += [normpath(join(dirname(file), sheet)) for sheet in re.findall(r'<link rel="?stylesheet"? href="?([^" >]+)', page)]
        article = adapt_page(page, file, files)
        if not part:
            article.h1.string = "Introduction"
        lead = ""
        title = article.h1.get_text()
        if part and part != last:
            lead = f'<h1 class="part" id="part-{book_anchor(part)}">{escape(part)}</h1>'
            contents.append(contents_line("part", f"part-{book_anchor(part)}", part))
        contents.append(contents_line("chapter", book_anchor(file), title))
        if part:
            for heading in article.find_all(re.compile("^h[1-5]$")):
                heading.name = f"h{int(heading.name[1]) + 1}"
        sections = article.find_all("h3" if part else "h2", id=True)
        contents += [contents_line("section", section["id"], section.get_text()) for section in sections if len(section.get_text()) > 1]
        last = part
        styles.append(f'@page c{number} {{ @bottom-left {{ content: "{css_string(title)}" }} }} .c{number} {{ page: c{number} }}')
        body.append(f'<section class="chapter md-typeset c{number}">{lead}{article.decode_contents()}</section>')
    sheets = dict.fromkeys(sheets)
    links = "".join(f'<link rel="stylesheet" href="{sheet}">' for sheet in sheets)
    whole = BeautifulSoup(
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(name)}</title>{links}'
        f"<style>{(PARTS / 'print.css').read_text(encoding='utf-8')}{''.join(styles)}</style></head>"
        f'<body data-md-color-scheme="default" data-md-color-primary="custom" data-md-color-accent="custom">'
        f'{title_page_html(name)}<nav class="contents md-typeset"><h1 id="contents">Contents</h1>{"".join(contents)}</nav>{"".join(body)}</body></html>',
        "lxml",
    )
    names = {named["id"] for named in whole.find_all(id=True)}
    if lost := {link["href"] for link in whole.select('a[href^="#"]')} - {f"#{name}" for name in names}:
        sys.exit(f"Links of the book that lead nowhere: {', '.join(sorted(lost))}")
    return whole


def adapt_page(page: str, file: str, files: set[str]):
    """The article of a page as the book has it; its title is the anchor of the page."""
    from bs4 import BeautifulSoup, SoupStrainer

    # Scripts are half of a page, and most of the time that it takes to read it.
    soup = BeautifulSoup(re.sub(r"<script\b.*?</script>", "", page, flags=re.DOTALL), "lxml", parse_only=SoupStrainer("article"))
    article = soup.select_one("article")
    if article is None or article.h1 is None:
        sys.exit(f"The page {file} has no article with a title, so the book cannot have it.")
    for live in article.select("socket-player"):  # what the drawing says in words is in the story beside it
        live.svg.desc.string = " ".join(moment.get_text() for moment in live.select(".story li"))
    for unwanted in article.select(FOR_THE_SCREEN):
        unwanted.decompose()
    show_everything(soup, article)
    rewrite_links(article, file, files)
    article.h1["id"] = book_anchor(file)
    return article


def contents_line(kind: str, target: str, title: str) -> str:
    """A line of the table of contents."""
    return f'<p class="of-{kind}"><a href="#{target}"><span>{escape(title)}</span> <span class="number"></span></a></p>'


def css_string(text: str) -> str:
    """Text inside a string of CSS."""
    return text.replace("\\", "\\\\").replace('"', '\\"')


def show_everything(soup, article) -> None:
    """Show at once what a page shows by and by: players as their drawing, every tab, open details."""
    for tabs in article.select(".tabbed-set"):
        labels = [label.get_text() for label in tabs.select(".tabbed-labels > label")]
        for block, label in zip(tabs.select(".tabbed-block"), labels):
            block.insert(0, new_paragraph(soup, label, "tab"))
        tabs.select_one(".tabbed-labels").decompose()
    for live in article.select("socket-player"):
        live.name = "div"
        live.attrs = {"id": live["id"], "class": "drawing"}
    for scrolling in article.select(".wire"):
        scrolling.attrs = {"class": "wire", "style": scrolling.get("style", "")}
    for stage in article.select(".stage"):
        stage.unwrap()
    for drawn in article.select(".wire > svg"):
        divide_drawing(soup, drawn)
    for listing in article.select("pre"):
        for token in listing.select(PLAIN):
            token.unwrap()
        if listing.get_text().count("\n") <= SHORT:
            listing.find_parent(class_="highlight")["class"].append("short")
    for details in article.select("details"):
        details.summary.replace_with(new_paragraph(soup, details.summary.get_text(), "admonition-title"))
        details.name = "div"
        details["class"] = ["admonition", *details.get("class", [])]
        del details["open"]


def divide_drawing(soup, drawn) -> None:
    """A drawing that is taller than a page, as several, cut between steps. Each has the heads of the lifelines."""
    width, height = float(drawn["width"]), float(drawn["height"])
    count = math.ceil(height / TALL)
    if count == 1:
        return
    heads, left = drawn.select(".life, .title"), drawn.find_all("g", recursive=False)
    top = 24.0  # below the heads
    for number in range(1, count + 1):
        taken = [step for step in left if find_bottom(step) <= height * number / count]
        left, bottom = left[len(taken):], max([top, *map(find_bottom, taken)])
        tall = bottom - top + 36
        piece = soup.new_tag("svg", attrs={
            "xmlns": drawn["xmlns"], "viewBox": f"0 0 {width:g} {tall:g}", "width": f"{width:g}", "height": f"{tall:g}", "role": "img",
        })
        name = soup.new_tag("title")
        name.string = f"{drawn.find('title').get_text()} ({number} of {count})"
        steps = soup.new_tag("g", attrs={"transform": f"translate(0 {28 - top:g})"})
        steps.extend(step.extract() for step in taken)
        piece.extend([name, *([drawn.desc.extract()] if number == 1 else []), *map(copy, heads), steps])
        for line in piece.select(".life"):
            line["d"] = re.sub(r"V.*", f"V{tall:g}", line["d"])
        drawn.insert_before(piece)
        top = bottom
    drawn.parent["class"] = ["wire", "pieces"]
    drawn.decompose()


def find_bottom(step) -> float:
    """Where a step of a drawing ends."""
    moved = re.match(r"translate\(\S+ (\S+)\)", step.get("transform", ""))
    band = step.select_one(".band")
    return float(band["y"]) + float(band["height"]) + (float(moved[1]) if moved else 0)


def new_paragraph(soup, text: str, kind: str):
    made = soup.new_tag("p", attrs={"class": kind})
    made.string = text
    return made


def rewrite_links(article, file: str, files: set[str]) -> None:
    """Names that are unique in the book, and links that stay inside it. What the book does not hold is no link."""
    for named in article.find_all(id=True):
        named["id"] = book_anchor(file, named["id"])
    for described in article.select("[aria-labelledby], [aria-describedby]"):
        for key in ("aria-labelledby", "aria-describedby"):
            if key in described.attrs:
                described[key] = " ".join(book_anchor(file, name) for name in described[key].split())
    for link in article.select("a[href]"):
        path, _, fragment = link["href"].partition("#")
        if re.match(r"\w+:", path):
            continue
        target = normpath(join(dirname(file), unquote(path))) if path else file
        if target in files:
            link["href"] = "#" + book_anchor(target, unquote(fragment))
        else:
            link.unwrap()


def title_page_html(name: str) -> str:
    run = read_summary()
    return (
        f'<section class="title"><p class="name">{escape(name)}</p><p class="motto">Every example executed</p>'
        f"<p>The outputs and figures come from one run of {run['examples']} examples ({run['programs']} programs) on {run_date()}, "
        f"with Python {escape(run['python'])} on {escape(run['system'])}.</p>"
        '<p>Programs under the MIT licence. Prose and figures under <a href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>: '
        "share and adapt them with credit to the authors of the site, a link to the licence and a note of your changes.</p></section>"
    )


def run_date() -> str:
    """The day of the last complete run."""
    return read_summary()["date"]


# On paper


def print_pdf(html: Path, target: Path) -> list[str]:
    """Print the document; the drawings in it, each as SVG that needs no style sheet.

    Chromium does not know the page of a link's target while it prints. So the first print is there to find out.
    """
    from playwright.sync_api import sync_playwright
    import pikepdf

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, UNHINTED])
        page = browser.new_page(color_scheme="light", viewport={"width": 800, "height": 1000})
        page.goto(html.as_uri())
        page.evaluate(HALOS)
        drawings = page.evaluate(AS_FILES, list(DRAWN))
        settings = {"tagged": True, "outline": True, "prefer_css_page_size": True, "print_background": True}
        page.pdf(path=target, **settings | {"tagged": False, "outline": False})
        with pikepdf.open(target) as pdf:
            page.evaluate(NUMBER, find_pages(pdf))
        page.pdf(path=target, **settings)
        browser.close()
    return drawings


NUMBER = """numbers => {
  for (const link of document.querySelectorAll(".contents a"))
    link.querySelector(".number").textContent = numbers[decodeURIComponent(link.hash.slice(1))];
}"""

# Behind a text of a drawing that has an outline, a box: an outline is large in a PDF, and few devices draw it behind the text.
HALOS = """() => {
  for (const text of document.querySelectorAll("section.chapter svg text")) {
    const style = getComputedStyle(text), size = parseFloat(style.fontSize);
    if (style.stroke === "none") continue;
    const box = text.getBBox(), halo = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    for (const [name, value] of Object.entries({ x: box.x - 1, y: +text.getAttribute("y") - 0.78 * size, width: box.width + 2, height: size, rx: 1 }))
      halo.setAttribute(name, Math.round(value * 10) / 10);
    halo.style.fill = style.stroke;
    halo.style.stroke = text.style.stroke = "none";
    text.before(halo);
  }
}"""

AS_FILES = """properties => [...document.querySelectorAll("section.chapter svg")].map(drawn => {
  const copy = drawn.cloneNode(true), from = [drawn, ...drawn.querySelectorAll("*")], to = [copy, ...copy.querySelectorAll("*")];
  from.forEach((part, index) => {
    const style = getComputedStyle(part), above = part === drawn ? null : getComputedStyle(part.parentElement);
    to[index].removeAttribute("class");
    to[index].removeAttribute("style");
    if (part.matches("title, desc")) return;
    for (const property of properties) {
      const value = style[property.replace(/-./g, found => found[1].toUpperCase())];
      if (!above || value !== above[property.replace(/-./g, found => found[1].toUpperCase())]) to[index].setAttribute(property, value);
    }
  });
  for (const part of copy.querySelectorAll("*")) for (const name of [...part.attributes].map(one => one.name)) if (name.startsWith("data-")) part.removeAttribute(name);
  return new XMLSerializer().serializeToString(copy);
})"""


def find_pages(pdf) -> dict[str, int]:
    """The page of each place that a link leads to, counted from 1."""
    numbers = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
    return {name.removeprefix("/"): numbers[place[0].objgen] for name, place in pdf.Root.Dests.items()}


def finish_pdf(target: Path, soup) -> None:
    """Say in the PDF of a document whose it is and when it was made, mend its outline, and store it small."""
    import pikepdf

    with pikepdf.open(target, allow_overwriting_input=True) as pdf:
        made = datetime.fromisoformat(run_date()).replace(tzinfo=UTC)
        with pdf.open_metadata() as about:
            about["dc:title"], about["dc:creator"], about["dc:language"] = soup.title.get_text(), [AUTHOR], ["en"]
            about["xmp:CreateDate"] = about["xmp:ModifyDate"] = made.isoformat()
        pdf.Root.PageMode = pikepdf.Name.UseOutlines
        with pdf.open_outline() as outline:
            # In a book of 900 pages Chromium 156 gives many a title twice that begins a page, and leads to the page before it.
            # The places that links lead to are right.
            for entry, heading in zip(walk_outline(outline.root), soup.body.find_all(HEADINGS), strict=True):
                entry.title = " ".join(heading.get_text().split())
                entry.destination = pdf.Root.Dests.get(f"/{heading.get('id')}", entry.destination)
        pdf.save(target, min_version="1.7", object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)


def walk_outline(entries: list) -> Iterator:
    """Each entry, before those below it."""
    for entry in entries:
        yield entry
        yield from walk_outline(entry.children)


# For a reader's device


def write_epub(soup, drawings: list[str], folder: Path, target: Path) -> None:
    """The document as an EPUB. Its drawings become files; its table of contents is the device's."""
    import pypandoc

    name = soup.title.get_text()
    for number, (drawn, drawing) in enumerate(zip(soup.select("section.chapter svg"), drawings, strict=True), 1):
        (folder / f"figure-{number}.svg").write_text(drawing, encoding="utf-8")
        words = " ".join(told.get_text() for told in drawn.find_all(["title", "desc"]))
        drawn.replace_with(soup.new_tag("img", attrs={"src": f"figure-{number}.svg", "alt": words}))
    for part in soup.select("section.title, nav.contents, style, link"):
        part.decompose()  # pandoc makes these
    for chapter in soup.select("section.chapter"):
        chapter.unwrap()
    for listing in soup.select("pre"):
        listing.string = listing.get_text()
    source, about = folder / "book.epub.html", folder / "about.yaml"
    source.write_text(str(soup), encoding="utf-8")
    made = datetime.fromisoformat(run_date()).replace(tzinfo=UTC)
    about.write_text(json.dumps({
        "title": name, "author": AUTHOR, "lang": "en", "date": run_date(), "identifier": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_DNS, name)}",
        "rights": "Programs under the MIT licence, prose and figures under CC BY 4.0.",
    }), encoding="utf-8")
    os.environ["SOURCE_DATE_EPOCH"] = str(int(made.timestamp()))
    pypandoc.convert_file(str(source), "epub3", format="html", outputfile=str(target), cworkdir=str(folder), extra_args=[
        f"--metadata-file={about}", "--toc", "--toc-depth=3", "--split-level=2", f"--css={PARTS / 'epub.css'}", "--resource-path", str(folder),
    ])


def make_book(target: Path = BOOK) -> None:
    """Write the three files into a folder. Raises Unchecked where there is no Chromium."""
    if CHROMIUM is None:
        raise Unchecked("The book: Chromium, which prints it, is not installed.")
    with tempfile.TemporaryDirectory() as scratch:
        site = Path(scratch) / "site"
        config = build_offline_site(site)
        target.mkdir(exist_ok=True)
        zip_folder(site, target / ZIP)
        soup = join_pages(site, config.site_name, config.nav)
        html = site / "book.html"
        html.write_text(str(soup), encoding="utf-8")
        drawings = print_pdf(html, target / PDF)
        finish_pdf(target / PDF, soup)
        write_epub(soup, drawings, site, target / EPUB)
