"""The picture that others show beside a link to this site: docs/assets/card.png.

Chromium draws it from the site's title, its mark, its colours, and the recording that the
front page shows. The words are also stored in the file, so that a test knows when the card no longer fits the site.
"""

import io
import re
import tempfile
from html import escape
from pathlib import Path

from lab.drawing.player import drawing_html
from lab.paths import ASSETS, DOCS, ROOT
from lab.printing.chromium import CHROMIUM, FLAGS
from lab.publishing.page_head import CARD, CARD_SIZE
from lab.recording.catalogue import load_recording
from lab.running.examples import Unchecked

CARD_FILE = DOCS / CARD
STYLE = """
@font-face { font-family: Bitter; font-weight: 600; font-display: block; src: url("fonts/bitter-600.woff2") format("woff2"); }
* { box-sizing: border-box; margin: 0; }
html { font-size: 100%; }
body { display: grid; grid-template-columns: 1fr 31rem; gap: 3rem; padding-inline-start: 4.5rem; background: var(--md-default-bg-color); color: var(--md-default-fg-color); }
main { display: flex; flex-direction: column; justify-content: center; }
.mark { width: 4.2rem; color: var(--md-typeset-a-color); }
h1 { margin: 1.6rem 0 1.2rem; font: 600 3.4rem/1.14 var(--heading); letter-spacing: -0.01em; }
p { font: 1.5rem/1.45 var(--md-text-font-family); color: var(--md-default-fg-color--light); }
p strong { color: var(--md-accent-fg-color); font-weight: 600; }
:root figure.recording { height: 100vh; margin: 0; padding: 2.2rem 1rem 0; overflow: hidden; border-inline-start: 1px solid var(--md-default-fg-color--lighter); background: var(--md-default-bg-color); }
.wire, .wire svg { width: 100%; max-width: none; overflow: hidden; }
"""


def site_words() -> tuple[str, str]:
    """The title and the description of the site, as mkdocs.yml has them."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    return tuple(re.search(rf'^{name}: "?(.+?)"?$', text, re.MULTILINE)[1] for name in ("site_name", "site_description"))


def card_html() -> str:
    """The card as a page that fills a window of CARD_SIZE."""
    title, description = site_words()
    said, _, promise = description.rstrip(".").rpartition(". ")
    recording = re.search(r"^```recording\n(\S+)", (DOCS / "index.md").read_text(encoding="utf-8"), re.MULTILINE)[1]
    mark = (DOCS / "overrides" / ".icons" / "mark.svg").read_text(encoding="utf-8").replace("<svg ", '<svg class="mark" ')
    head, _, tail = title.partition(": ")
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><base href="{ASSETS.as_uri()}/">
<link rel="stylesheet" href="site.css"><link rel="stylesheet" href="player.css"><style>{STYLE}</style></head>
<body data-md-color-scheme="default"><main>{mark}<h1>{escape(head)}{":<br>" if tail else ""}{escape(tail)}</h1><p>{escape(said)}. <strong>{escape(promise)}.</strong></p></main>
<figure class="recording">{drawing_html(load_recording(recording), title)}</figure></body></html>"""


def draw_card() -> None:
    """Write the picture. Raises Unchecked where there is no Chromium."""
    if CHROMIUM is None:
        raise Unchecked("The card is drawn by Chromium, which is not installed.")
    from PIL import Image, PngImagePlugin
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page_file = Path(folder) / "card.html"
        page_file.write_text(card_html(), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, "--allow-file-access-from-files"])
        page = browser.new_page(viewport=dict(zip(("width", "height"), CARD_SIZE)))
        page.goto(page_file.as_uri())
        page.evaluate("document.fonts.load('600 16px Bitter').then(() => document.fonts.ready)")
        png = page.screenshot()
        browser.close()
    labels = PngImagePlugin.PngInfo()
    for name, text in zip(("Title", "Description"), site_words()):
        labels.add_itxt(name, text)
    # A table of 256 colours is enough for a drawing, and a third of the bytes.
    Image.open(io.BytesIO(png)).convert("RGB").quantize(256, dither=Image.Dither.NONE).save(CARD_FILE, optimize=True, pnginfo=labels)
