"""What a reader does with the site, done in a browser: copying, going from page to page, by keyboard, on
paper, and without a script."""

import gzip
import re
import textwrap
import urllib.parse
import urllib.request
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import expect

from lab.paths import ROOT, SNIPPETS
from lab.publishing.claims import VERDICTS, all_claims, count_claims, verdict_class
from tests.browser import DESKTOP, GROUP, PHONE
from tests.published import PAGES

pytestmark = GROUP
HANDSHAKE, MAP = "sockets/handshake/", "article/map/"


# Whether the browser has loaded no other document in the meantime.
FLAG = "window.the_same_document = true"
SAME = "window.the_same_document === true"


def address(page: Path) -> str:
    """Where a page of docs/ is on the site."""
    name = page.relative_to(ROOT / "docs").with_suffix("").as_posix()
    return "" if name == "index" else f"{name}/"


def eventually(locator, condition: str) -> bool:
    """Whether the condition becomes true of the element within five seconds, looked at in every frame."""
    return locator.evaluate("""(one, condition) => new Promise(done => {
      const until = performance.now() + 5000, look = () => condition(one) ? done(true) : performance.now() > until ? done(false) : requestAnimationFrame(look);
      look();
    })""".replace("condition(one)", f"({condition})(one)"))


# Whether something is drawn.
SHOWN = "one => one.getBoundingClientRect().height > 0 && one.checkVisibility({visibilityProperty: true, opacityProperty: true})"


# ---- Copying and taking along

FENCE = re.compile(r"^(?P<indent> *)```(?P<language>\w+)[^\n]*\n(?P<text>.*?)^(?P=indent)```$", re.DOTALL | re.MULTILINE)


def on_page(page: Path) -> list[str]:
    """What the copy buttons of a page should give: a program, or its output, byte for byte; of a terminal's session the commands."""
    texts = []
    for match in FENCE.finditer(page.read_text(encoding="utf-8")):
        text = textwrap.dedent(match["text"])
        if included := re.fullmatch(r'--8<-- "([^"]+)"\n', text):
            text = (SNIPPETS / included[1]).read_text(encoding="utf-8")
        if match["language"] == "console":
            texts.append("\n".join(re.findall(r"^(?:\d )?[$>] (.*)", text, re.MULTILINE)))
        elif included:
            texts.append(text)
        elif match["language"] not in {"figure", "recording"}:
            texts.append(re.sub(r" +// \(\d+\)!?$", "", text, flags=re.MULTILINE))  # the marks of its notes
    return texts


# Presses each copy button of the page and notes what it marks to be copied. (A browser gives the clipboard only to a
# page that its reader has touched in the last seconds; the next test asks the clipboard itself.)
COPY = """() => {
  const texts = [];
  document.execCommand = command => { texts.push(command + " " + document.activeElement.value); return true; };
  for (const button of document.querySelectorAll("article [data-md-type=copy]")) button.click();
  return texts;
}"""


@pytest.mark.parametrize("start", range(0, len(PAGES), 10))
def test_each_copy_button_copies_exactly_what_the_file_holds(tab, hosted, start):
    page = tab(hosted.address)
    for source in PAGES[start:start + 10]:
        page.goto(hosted.address + address(source), wait_until="domcontentloaded")
        assert page.evaluate(COPY) == [f"copy {text}" for text in on_page(source)], source


def test_every_program_can_be_copied():
    assert sum(len(on_page(source)) for source in PAGES) >= 2 * len(list(SNIPPETS.rglob("*.py")))


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_the_clipboard_holds_the_copy(tab, hosted, size):
    page = tab(f"{hosted.address}sockets/ports/", size, permissions=["clipboard-read", "clipboard-write"])
    page.evaluate(FLAG)
    page.locator(".md-footer__link--next").click()
    next_page = ROOT / "docs/sockets/client-and-server.md"
    expect(page).to_have_url(hosted.address + address(next_page))
    expect(page.locator("article h1")).to_contain_text("Client and server")  # the address changes before the page does
    for number, text in enumerate(on_page(next_page)[:2]):
        page.locator("article [data-md-type=copy]").nth(number).click()
        expect(page.locator(".md-dialog")).to_contain_text("Copied to clipboard")
        assert page.evaluate("navigator.clipboard.readText()") == text
    page.goto(f"{hosted.address}about/testing/")
    page.locator("article [data-md-type=copy]").click()
    assert page.evaluate("navigator.clipboard.readText()") == "python -m lab.example handshake/connect_before_accept"


class Downloads(HTMLParser):
    """Collects the links of a page that offer a file: its address, and the name if it is not that of the address."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str | None]] = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag == "a" and "download" in values:
            self.found.append((values["href"], values["download"]))


def test_each_download_gives_the_bytes_of_the_file_under_its_name(hosted):
    given = set()
    for page in hosted.folder.rglob("*.html"):
        here = hosted.address + page.parent.relative_to(hosted.folder).as_posix() + "/"
        for link, name in set(Downloads(page.read_text(encoding="utf-8")).found):
            target = urllib.parse.urljoin(here, link)
            assert target.startswith(hosted.address) and name in {None, target.rsplit("/", 1)[1]}, (page, link, name)
            given.add(target.removeprefix(hosted.address))
    for target in given:
        with urllib.request.urlopen(urllib.request.Request(hosted.address + target, headers={"Accept-Encoding": "gzip"}), timeout=5) as answer:
            body = gzip.decompress(answer.read()) if answer.headers["Content-Encoding"] == "gzip" else answer.read()
        source = ROOT / target if target.startswith("snippets/") else hosted.folder / target
        assert body == source.read_bytes(), target
    assert given >= {path.relative_to(ROOT).as_posix() for path in SNIPPETS.rglob("*.py")}


def test_a_download_is_saved_under_the_name_of_the_program(tab, hosted):
    page = tab(hosted.address + HANDSHAKE, PHONE)
    link = page.locator("a[download]", has_text="three_segments.py")
    with page.expect_download() as waiting:
        link.click()
    assert waiting.value.suggested_filename == "three_segments.py"
    assert Path(waiting.value.path()).read_bytes() == (SNIPPETS / "handshake/three_segments.py").read_bytes()


# ---- Notes in a listing

NOTED = "sockets/first-program/"


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_the_notes_of_a_listing_open_by_mouse_and_by_keyboard(tab, hosted, size):
    page = tab(hosted.address + NOTED, size)
    notes = page.locator("article pre .md-annotation")
    expect(notes).to_have_count(4)
    first, second = (notes.nth(number).locator(".md-tooltip") for number in (0, 1))
    notes.first.locator("a").click()
    assert eventually(first, SHOWN)
    page.keyboard.press("Tab")  # the next note
    assert eventually(second, SHOWN) and eventually(first, f"one => !({SHOWN})(one)")
    box = second.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= size[0]


def test_the_notes_of_a_listing_are_a_list_without_a_script(tab, hosted):
    page = tab(hosted.address + NOTED, java_script_enabled=False)
    assert page.locator("article pre .md-annotation").count() == 0
    notes = page.locator("article ol.notes")
    expect(notes.locator("li")).to_have_count(4)
    expect(notes).to_be_visible()


# ---- From page to page

def test_instant_navigation_goes_forward_and_back_like_a_browser(tab, hosted):
    page = tab(f"{hosted.address}sockets/ports/")
    page.evaluate(FLAG)
    link = page.locator("article").get_by_role("link", name="The three-way handshake").or_(page.locator(".md-nav--primary").get_by_role("link", name="The three-way handshake")).first
    link.scroll_into_view_if_needed()
    was = page.evaluate("scrollY")
    link.click()
    heading = page.locator(".md-content h1")
    expect(heading).to_contain_text("The three-way handshake")
    expect(page).to_have_title(re.compile("^The three-way handshake"))
    expect(page).to_have_url(hosted.address + HANDSHAKE)
    expect(heading).to_be_focused()
    page.wait_for_function("scrollY === 0")
    page.evaluate("scrollTo(0, 700)")
    page.go_back()
    expect(heading).to_contain_text("Ports")
    expect(page).to_have_title(re.compile("^Ports"))
    page.wait_for_function("was => scrollY === was", arg=was)
    page.go_forward()
    expect(heading).to_contain_text("The three-way handshake")
    expect(page).to_have_url(hosted.address + HANDSHAKE)
    assert page.evaluate(SAME), "the page was loaded anew"


def test_instant_navigation_to_a_section_goes_there(tab, hosted):
    page = tab(hosted.address + HANDSHAKE)
    page.evaluate(FLAG)
    page.locator("article a.claim", has_text="A124").click()
    expect(page.locator("#a124.claim-card")).to_be_in_viewport()
    expect(page).to_have_url(f"{hosted.address}article/map/#a124")
    assert page.evaluate(SAME)


def test_a_link_to_a_section_of_the_same_page_leaves_the_page_as_it_is(tab, hosted):
    page = tab(hosted.address + HANDSHAKE)
    player = page.locator("socket-player").first
    player.get_by_role("button", name="Step forward").click()
    box = page.locator("article details.example").first
    box.locator("> summary").click()
    page.locator(".md-sidebar--secondary a", has_text="Not always three").click()
    expect(page.locator("#not-always-three")).to_be_in_viewport()
    page.locator(".md-sidebar--secondary a", has_text="When each call returns").click()
    expect(page.locator("#when-each-call-returns")).to_be_in_viewport()
    page.go_back()
    expect(page.locator("#not-always-three")).to_be_in_viewport()
    assert box.evaluate("one => one.open")
    expect(player.locator(".count")).to_contain_text("Step 2 of")


def test_a_player_works_after_instant_navigation(tab, hosted):
    page = tab(f"{hosted.address}glossary/")
    page.evaluate(FLAG)
    page.locator(".md-tabs").get_by_role("link", name="Part II: Sockets").click()
    page.locator(".md-nav--primary").get_by_role("link", name="The three-way handshake").click()
    expect(page.locator(".md-content h1")).to_contain_text("The three-way handshake")  # the page before has a player too
    for name, step in (("Step forward", 2), ("Step forward", 3), ("Step back", 2)):
        player = page.locator("socket-player").first
        player.get_by_role("button", name=name).click()
        expect(player.locator(".count")).to_contain_text(f"Step {step} of")
    assert page.evaluate(SAME)


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_what_is_missing_gets_a_page_of_this_site_from_any_depth(tab, hosted, size):
    page = tab(hosted.address, size)
    missing = f"{hosted.address}no/such/page/of/ours/"
    # The browser itself reports each answer 404 as an error: here the status is looked at first, then taken away.
    page.route(missing, lambda route: route.fulfill(status=200, body=fetched.body(), content_type="text/html"))
    fetched = page.request.get(missing)
    assert fetched.status == 404
    page.goto(missing)
    expect(page.locator(".md-content h1")).to_contain_text("This page does not exist")
    # The same look as everywhere: what the theme's style sheet and our own say.
    look = "() => { const {fontFamily, backgroundColor, color} = getComputedStyle(document.querySelector('.md-content h1')); return [fontFamily, backgroundColor, color]; }"
    here = page.evaluate(look)
    links = page.locator("article a[href]").evaluate_all("all => all.map(one => one.href)")
    assert len(links) >= 3
    for link in links:
        with urllib.request.urlopen(link, timeout=5) as answer:
            assert answer.status == 200
    page.locator("article").get_by_role("link", name="the glossary").click()
    expect(page.locator(".md-content h1")).to_contain_text("Glossary")
    assert page.evaluate(look) == here


# ---- What the site remembers

@pytest.mark.parametrize("script", [True, False])
def test_content_tabs_switch_and_are_remembered(tab, hosted, script):
    page = tab(hosted.address, java_script_enabled=script)
    blocks = page.locator(".tabbed-set").first.locator(".tabbed-block")
    page.locator(".tabbed-labels label", has_text="Windows").click()
    expect(blocks.nth(1)).to_be_visible()
    expect(blocks.nth(0)).not_to_be_visible()
    if script:
        page.goto(f"{hosted.address}glossary/")
        page.goto(hosted.address)
        expect(blocks.nth(1)).to_be_visible()
        page.reload()
        expect(blocks.nth(1)).to_be_visible()


# Notes the palette in which each frame is drawn, from the first.
DRAWN = """() => {
  window.drawn = new Set();
  const note = () => { if (document.body) drawn.add(document.body.dataset.mdColorScheme); requestAnimationFrame(note); };
  requestAnimationFrame(note);
}"""


@pytest.mark.parametrize("system", ["light", "dark"])
def test_the_palette_follows_the_system_until_the_reader_chooses_and_never_flashes(tab, hosted, system):
    schemes = {"light": "default", "dark": "slate"}
    page = tab(hosted.address, scheme=system)
    page.add_init_script(f"({DRAWN})()")
    body = page.locator("body")

    def shown(address: str) -> list[str]:
        page.goto(hosted.address + address)
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        return page.evaluate("[...drawn]")

    assert shown("") == [schemes[system]]
    for name, scheme in (("Switch to light", "default"), ("Switch to dark", "slate"), ("Follow the system", schemes[system])):
        page.locator(f"label[title='{name}']:visible").click()
        expect(body).to_have_attribute("data-md-color-scheme", scheme)
        if name != "Switch to light":
            assert shown("glossary/") == [scheme]
        elif system == "light":
            continue
    # While it follows the system, it follows at once.
    page.emulate_media(color_scheme="dark" if system == "light" else "light")
    expect(body).to_have_attribute("data-md-color-scheme", schemes["dark" if system == "light" else "light"])


# ---- By keyboard alone

# Where the focus is, and whether that can be seen. What marks a hidden control is its label.
FOCUS = """() => {
  let one = document.activeElement;
  if (one.matches("input.md-option")) one = one.nextElementSibling;
  if (one.matches(".tabbed-set > input")) one = document.querySelector(`label[for="${one.id}"]`);
  const box = one.getBoundingClientRect(), style = getComputedStyle(one);
  const part = one.closest(".md-skip, header, .md-tabs, .md-sidebar--primary, .md-sidebar--secondary, article, footer, .md-top");
  return {part: (part ?? one).className.split(" ").filter(name => name.startsWith("md-")).slice(0, 2).join(" ") || (part ?? one).tagName,
    text: (one.ariaLabel || one.textContent || one.className).trim().slice(0, 40),
    seen: box.width > 4 && box.height > 4 && box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight && style.visibility === "visible"
      && (part ?? one).contains(document.elementFromPoint(Math.max(box.left, 0) + Math.min(box.width, 30) / 2, Math.min(Math.max(box.top, 0) + Math.min(box.height, 40) / 2, innerHeight - 1)))};
}"""


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_tab_goes_through_the_page_in_order_and_never_where_nothing_is_seen(tab, hosted, size):
    page = tab(f"{hosted.address}about/recordings/", size)
    parts, unseen = [], []
    for number in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        page.evaluate("() => new Promise(done => requestAnimationFrame(done))")
        focus = page.evaluate(FOCUS)
        if not focus["seen"]:
            unseen.append(focus)
        if focus["part"] not in parts[-1:]:
            parts.append(focus["part"])
    assert not unseen
    assert number > 10 and len(parts) == len(set(parts)), parts
    assert parts[0] == "md-skip" and parts[-1].startswith("md-footer"), parts


def test_the_skip_link_leads_past_the_navigation(tab, hosted):
    page = tab(hosted.address + HANDSHAKE)
    page.keyboard.press("Tab")
    expect(page.locator(".md-skip")).to_be_focused()
    expect(page.locator(".md-skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#"))
    page.keyboard.press("Tab")
    expect(page.locator("article a:focus")).to_be_in_viewport()


def test_the_palette_and_the_tabs_of_a_page_by_keyboard(tab, hosted):
    page = tab(hosted.address)
    page.locator("input.md-option").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    chosen = page.locator(".tabbed-set").first.locator("> input")
    chosen.first.focus()
    page.keyboard.press("ArrowRight")
    expect(chosen.nth(1)).to_be_checked()
    expect(page.locator(".tabbed-set").first.locator(".tabbed-block").nth(1)).to_be_visible()
    page.keyboard.press("ArrowLeft")
    expect(chosen.first).to_be_checked()


def test_boxes_and_players_by_keyboard(tab, hosted):
    page = tab(hosted.address + HANDSHAKE)
    box = page.locator("article details.example").first
    for key, opened in (("Enter", True), ("Space", False)):
        box.locator("> summary").focus()
        page.keyboard.press(key)
        assert box.evaluate("one => one.open") == opened
    player = page.locator("socket-player").first
    player.scroll_into_view_if_needed()
    expect(player).to_have_class(re.compile("ready"))
    player.focus()
    for key, step in (("ArrowRight", 2), ("ArrowRight", 3), ("ArrowLeft", 2), ("Home", 1)):
        page.keyboard.press(key)
        expect(player.locator(".count")).to_contain_text(f"Step {step} of")


def test_the_full_screen_of_a_player_and_its_keys_there(tab, hosted):
    page = tab(hosted.address + HANDSHAKE)
    player = page.locator("socket-player").first
    button = player.get_by_role("button", name="Full screen")
    button.focus()
    page.keyboard.press("Enter")
    full = "one => document.fullscreenElement === one && one.getBoundingClientRect().height >= innerHeight - 1"
    assert eventually(player, full)
    for key, step in (("ArrowRight", 2), ("End", int(player.locator("input").get_attribute("max")))):
        page.keyboard.press(key)
        expect(player.locator(".count")).to_contain_text(f"Step {step} of")
    assert player.locator(".wire .now").first.is_visible()
    page.keyboard.press("Enter")
    assert eventually(player, "() => document.fullscreenElement === null")


def test_the_drawer_of_a_phone_by_keyboard(tab, hosted):
    page = tab(hosted.address + HANDSHAKE, PHONE)
    button, drawer = page.get_by_role("button", name="Menu"), page.locator(".md-sidebar--primary")
    expect(drawer).not_to_be_visible()
    for key in ("Enter", "Space"):
        button.focus()
        page.keyboard.press(key)
        expect(drawer).to_be_visible()
        expect(button).to_have_attribute("aria-expanded", "true")
        assert eventually(drawer, f"one => one.contains(document.activeElement) && ({FOCUS})().seen")
        page.keyboard.press("Escape")
        expect(drawer).not_to_be_visible()
        expect(button).to_be_focused()
        expect(button).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    drawer.get_by_role("link", name="Ports").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".md-content h1")).to_contain_text("Ports")
    expect(drawer).not_to_be_visible()


# ---- The map of the article

@pytest.mark.parametrize("script", [True, False])
def test_the_filter_of_the_map_shows_what_it_says(tab, hosted, script):
    page = tab(hosted.address + MAP, java_script_enabled=script)
    for verdict in [*VERDICTS, "all"]:
        choice = page.locator(f"#show-{verdict_class(verdict)}")
        choice.check()
        expect(choice).to_be_checked()
        shown = page.locator(".claim-card").evaluate_all("all => all.filter(one => one.getBoundingClientRect().height).map(one => one.id)")
        assert shown == [claim["id"].lower() for claim in all_claims() if verdict in {claim["verdict"], "all"}], verdict
        told = page.locator("article ul").first.inner_text() if verdict in VERDICTS else page.locator("label", has=choice).inner_text()
        assert re.search(rf"\b{count_claims(verdict)}\b", told), verdict


def test_a_link_to_a_claim_shows_it_although_the_filter_hides_it(tab, hosted):
    page = tab(hosted.address + MAP)
    hidden = next(claim["id"].lower() for claim in all_claims() if claim["verdict"] == "right")
    page.locator("#show-wrong").check()
    expect(page.locator(f"#{hidden}")).not_to_be_visible()
    page.evaluate("id => { location.hash = id; }", hidden)
    expect(page.locator(f"#{hidden}")).to_be_in_viewport()
    expect(page.locator("#show-wrong")).to_be_checked()


# ---- On paper

@pytest.mark.parametrize(("scheme", "size"), [("light", DESKTOP), ("dark", DESKTOP), ("dark", PHONE)])
def test_printing_leaves_the_page_and_nothing_around_it(tab, hosted, scheme, size):
    page = tab(hosted.address + HANDSHAKE, size, scheme)
    page.locator("socket-player").first.scroll_into_view_if_needed()
    expect(page.locator("socket-player").first).to_have_class(re.compile("ready"))
    page.emulate_media(media="print", color_scheme=scheme)
    around = ".md-header, .md-tabs, .md-sidebar, .md-search, .md-skip, .md-top, .md-footer nav, .md-code__button, .md-content__button, .headerlink, .bar, article a[download]"
    assert page.locator(around).evaluate_all("all => all.filter(one => one.checkVisibility({visibilityProperty: true, opacityProperty: true}) && one.getBoundingClientRect().height).map(one => one.className)") == []
    # Programs, outputs and figures are whole: nothing scrolls or is cut off.
    cut = page.locator("article pre, article pre code, .wire").evaluate_all(
        "all => all.filter(one => one.checkVisibility() && (one.scrollHeight > one.clientHeight + 1 && one.clientHeight) && getComputedStyle(one).overflowY !== 'visible').map(one => one.className || one.textContent.slice(0, 40))")
    assert not cut
    assert page.locator("article svg[role=img]").evaluate_all("all => all.every(one => one.getBoundingClientRect().height > 100)")
    # Ink on paper, whatever the palette on the screen.
    for name in ("body", "article p", "article pre code"):
        back, ink = page.locator(name).first.evaluate("""one => {
          const light = colour => { const [r, g, b] = colour.match(/[\\d.]+/g).map(Number); return (r + g + b) / 765; };
          let under = one;
          while (getComputedStyle(under).backgroundColor === "rgba(0, 0, 0, 0)" && under.parentElement) under = under.parentElement;
          const back = getComputedStyle(under).backgroundColor;
          return [back === "rgba(0, 0, 0, 0)" ? 1 : light(back), light(getComputedStyle(one).color)];
        }""")
        assert back > 0.9 and ink < 0.4, (name, back, ink)


def test_printed_links_say_where_they_lead(tab, hosted):
    page = tab(hosted.address + HANDSHAKE)
    page.emulate_media(media="print")
    link = page.locator("article p > a[href^='https://']").first
    assert link.get_attribute("href") in link.evaluate("one => getComputedStyle(one, '::after').content")


# ---- Without a script

# What is not shown although it should be, and controls that would do nothing.
WITHOUT = """() => {
  const shown = one => one.getBoundingClientRect().height > 0, all = selector => [...document.querySelectorAll(`article ${selector}`)];
  return {
    heading: all("h1").some(shown),
    listings: all("pre").length,
    hidden: all(":is(pre, svg[role=img], p)").filter(one => !shown(one) && !one.closest("details:not([open]), .tabbed-block")).map(one => one.outerHTML.slice(0, 80)),
    dead: all(":is(button, socket-player input)").filter(shown).map(one => one.outerHTML.slice(0, 80)),
  };
}"""


def test_every_page_is_whole_without_a_script(tab, hosted):
    page = tab(hosted.address, PHONE, java_script_enabled=False)
    listings = 0
    for source in sorted(hosted.folder.rglob("index.html")):
        name = source.parent.relative_to(hosted.folder).as_posix()
        page.goto(f"{hosted.address}{name}/", wait_until="domcontentloaded")
        seen = page.evaluate(WITHOUT)
        assert seen["heading"] and not seen["hidden"] and not seen["dead"], (name, seen)
        listings += seen["listings"]
    assert listings > 400
