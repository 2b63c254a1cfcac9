"""What holds on every page: nobody is kept out, the HTML is valid, the first view is small, and nothing runs that the
site's security policy does not know."""

import json
import os
import re
import shutil
import subprocess
from contextlib import contextmanager

import pytest

from lab.paths import ROOT
from lab.publishing import theme
from lab.running.examples import Unchecked
from tests.browser import DESKTOP, PHONE, axe

# The pages are many: they have browsers of their own, beside the one of the other browser tests.
GROUPS = 3
GROUP = pytest.mark.xdist_group("every page 0")

NAV = re.findall(r"([\w/-]+)\.md$", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), re.MULTILINE)
PAGES = ["" if name == "index" else f"{name}/" for name in NAV] + ["404.html"]
# Bytes that come over the wire for the first view, headers included. Pages made of data may be larger.
SMALL, LARGE, REQUESTS = 100 * 1024, 150 * 1024, 12
DATA = {"article/map/", "glossary/", "programs/"}
# A window of 1280 by 1024 at a zoom of 400 %, and a small telephone.
NARROW = [(360, 640), (320, 256)]
# What a page of another palette can fail that the same page in the first palette did not.
COLOURS = ["color-contrast", "link-in-text-block"]

WATCH = """
  window.shifted = 0; window.jumped = []; window.refused = [];
  const place = box => [box.x, box.y, box.width, box.height].map(Math.round).join(" ");
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) {
      if (entry.hadRecentInput) continue;
      shifted += entry.value;
      for (const { node, previousRect, currentRect } of entry.sources)
        jumped.push(`${node?.nodeName} ${node?.className ?? node?.textContent}: ${place(previousRect)} → ${place(currentRect)}`);
    }
  }).observe({ type: "layout-shift", buffered: true });
  addEventListener("securitypolicyviolation", event => refused.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
"""


@pytest.fixture(scope="module")
def visit(browser, hosted):
    """Opens a page of the site with an empty cache; afterwards nothing was refused, and no error was reported."""

    @contextmanager
    def open_(address: str, size=DESKTOP, scheme: str = "light"):
        context = browser.new_context(viewport=dict(zip(("width", "height"), size)), color_scheme=scheme, reduced_motion="reduce")
        context.add_init_script(WATCH)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.errors, page.got = [], {}
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        page.on("console", lambda message: page.errors.append(message.text) if message.type in {"error", "warning"} else None)
        wire = context.new_cdp_session(page)
        wire.send("Network.enable")
        wire.on("Network.requestWillBeSent", lambda event: page.got.setdefault(event["requestId"], [event["request"]["url"], 0]))
        wire.on("Network.loadingFinished", lambda event: page.got[event["requestId"]].__setitem__(1, event["encodedDataLength"]))
        page.goto(hosted.address + address)
        yield page
        assert page.evaluate("refused") == []
        assert page.errors == []
        context.close()

    return open_


def loaded(page) -> dict[str, int]:
    """What came over the wire until now, once nothing more is under way: address and bytes."""
    page.wait_for_load_state("networkidle")
    return {address: count for address, count in page.got.values() if not address.startswith("data:")}


def palette(page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    page.wait_for_function("name => document.body.dataset.mdColorScheme === name", arg={"light": "default", "dark": "slate"}[scheme])


def resize(page, size) -> None:
    page.set_viewport_size(dict(zip(("width", "height"), size)))


@GROUP
def test_every_page_is_looked_at(hosted):
    built = {path.relative_to(hosted.folder).as_posix().removesuffix("index.html") for path in hosted.folder.rglob("*.html")}
    assert built == set(PAGES)


@pytest.mark.parametrize("address", [
    pytest.param(address, id=address or "front", marks=pytest.mark.xdist_group(f"every page {number % GROUPS}")) for number, address in enumerate(PAGES)
])
def test_a_page_is_small_and_keeps_nobody_out(visit, hosted, address):
    """One load of each page for all that is asked of it: each further load would cost a second of the suite."""
    with visit(address) as page:
        small_at_first_view(page, hosted, LARGE if address in DATA else SMALL)
        nobody_kept_out(page)


def small_at_first_view(page, hosted, budget: int) -> None:
    """What comes over the wire before a reader does anything, and with the first player in view; and nothing jumps."""
    first = loaded(page)
    assert all(name.startswith(hosted.address) for name in first), "a request to somebody else"
    assert not any("search" in name for name in first), "search is loaded before it is used"
    assert sum(first.values()) <= budget and len(first) <= REQUESTS, first
    assert page.evaluate("shifted") < 0.01, page.evaluate("jumped")
    player = page.locator("socket-player").first
    if player.count():
        player.scroll_into_view_if_needed()
        page.wait_for_selector("socket-player.ready >> nth=0")
        then = loaded(page)
        assert sum(then.values()) <= budget and len(then) <= REQUESTS, f"{sum(then.values())} bytes: {then}"


def nobody_kept_out(page) -> None:
    """axe at both sizes and in both palettes. Colours are judged on one text of each kind, for axe needs a second for a
    thousand texts; they do not depend on the size. `test_states` looks at all of fresh pages in all four ways."""
    assert axe(page, without=COLOURS) == []
    assert page.evaluate(ONE_OF_EACH_KIND) > 5
    for scheme in ("light", "dark"):
        palette(page, scheme)
        assert axe(page, within=["[data-kind]"], rules=COLOURS) == []
        assert page.evaluate(FAINT) == [], f"{scheme}: text in a drawing with too little contrast"
    palette(page, "light")
    resize(page, PHONE)
    assert axe(page, without=COLOURS) == []
    assert page.evaluate(UNMARKED) == [], "Chinese that is not marked as Chinese"
    assert page.evaluate(WORDLESS) == [], "pictures without words"
    levels = page.evaluate("[...document.querySelectorAll('article :is(h1, h2, h3, h4, h5, h6)')].map(one => +one.tagName[1])")
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:])), levels
    for size in NARROW:
        resize(page, size)
        assert page.evaluate(LOST) == [], f"cut off at {size[0]} CSS pixels"


@GROUP
@pytest.mark.parametrize("scheme, faint", [("light", "#aaa"), ("dark", "#444")])
def test_faint_text_is_found(visit, scheme, faint):
    """In a drawing, where axe does not look, and in one of many texts that otherwise are alike."""
    with visit("foundations/relay/", scheme=scheme) as page:
        assert page.evaluate(FAINT) == []
        page.evaluate("faint => document.querySelector('article svg[role=img] text').style.fill = faint", faint)
        assert len(page.evaluate(FAINT)) == 1
        page.evaluate("faint => [...document.querySelectorAll('article p')].at(-1).style.color = faint", faint)
        page.evaluate(ONE_OF_EACH_KIND)
        assert [one.split(":")[0] for one in axe(page, within=["[data-kind]"], rules=COLOURS)] == ["color-contrast"]


# Marks the first text of each kind: what is above it in the tree, with what classes and style, decides how it looks. Their
# number.
ONE_OF_EACH_KIND = """() => {
  const seen = new Set();
  for (const one of document.querySelectorAll("body *")) {
    if (![...one.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim())) continue;
    let kind = "";
    for (let part = one; part !== document.body; part = part.parentElement) kind += `${part.tagName}.${part.getAttribute("class")}.${part.getAttribute("style")} `;
    if (!seen.has(kind)) one.dataset.kind = seen.size;
    seen.add(kind);
  }
  return seen.size;
}"""

UNMARKED = r"""() => {
  const found = [], walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode, within = text.parentElement;
    if (/\p{Script=Han}/u.test(text.data) && !within.closest("script, style") && !/^zh/.test(within.closest("[lang]").lang)) found.push(text.data.trim());
  }
  return found;
}"""

WORDLESS = """() => [...document.querySelectorAll("article :is(svg, img, figure, canvas, video)")].filter(one => {
  if (one.closest("[aria-hidden=true]") || one.parentElement.closest("svg")) return false;
  if (one.matches("img")) return !one.hasAttribute("alt");
  if (one.matches("figure")) return !one.textContent.trim();
  if (one.closest("a, button, label")) return !one.closest("a, button, label").matches("[aria-label], [title]");
  const words = id => (id || "").split(" ").map(part => document.getElementById(part)?.textContent ?? "").join("").trim();
  return one.getAttribute("role") !== "img" || !(one.getAttribute("aria-label") || words(one.getAttribute("aria-labelledby")));
}).map(one => one.outerHTML.slice(0, 200))"""

# axe leaves out drawings. The contrast of WCAG 2.2, 1.4.3, of each text with what lies below it: the last box that holds
# its middle, else the page. What a reader has not come to yet is pale on purpose.
FAINT = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const over = (colour, below) => {  // a colour as the eye sees it
    canvas.clearRect(0, 0, 1, 1);
    for (const one of [below, colour]) { canvas.fillStyle = one; canvas.fillRect(0, 0, 1, 1); }
    return `rgb(${[...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3)})`;
  };
  const light = colour => {
    const [r, g, b] = colour.match(/\\d+/g).map(part => part / 255).map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const found = [];
  for (const text of document.querySelectorAll("article svg[role=img] text")) {
    if (!text.checkVisibility() || text.closest(".future")) continue;
    const box = text.getBoundingClientRect(), x = box.left + box.width / 2, y = box.top + box.height / 2;
    let below = "white", layers = [];
    for (let one = text.parentElement; one; one = one.parentElement) layers.unshift(getComputedStyle(one).backgroundColor);
    for (const one of layers) below = over(one, below);
    for (const shape of text.ownerSVGElement.querySelectorAll("rect")) {
      const edge = shape.getBoundingClientRect(), style = getComputedStyle(shape);
      const before = shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING;
      if (before && style.fill !== "none" && edge.left <= x && x <= edge.right && edge.top <= y && y <= edge.bottom) {
        const paint = over(style.fill, below);
        below = over(`color-mix(in srgb, ${paint} ${100 * style.opacity * style.fillOpacity}%, ${below})`, below);
      }
    }
    const own = over(getComputedStyle(text).fill, below), [a, b] = [light(own), light(below)].sort((one, two) => two - one);
    if ((a + 0.05) / (b + 0.05) < 4.5) found.push(`${text.textContent}: ${own} on ${below}`);
  }
  return found;
}"""

# A reader scrolls in one direction only, and what is wider than the window can be reached: it, or a box around it, scrolls.
LOST = """() => {
  const lost = [], wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > wide) lost.push(`the page is ${document.documentElement.scrollWidth} wide`);
  const reached = one => {
    for (let box = one; box && box !== document.body; box = box.parentElement) if (/auto|scroll/.test(getComputedStyle(box).overflowX)) return true;
    return false;
  };
  for (const one of document.querySelectorAll("article *, footer *")) {
    const box = one.getBoundingClientRect();
    if (box.width > 1 && box.height > 1 && (box.right > wide + 1 || box.left < -1) && one.checkVisibility() && !reached(one)) lost.push(one.outerHTML.slice(0, 200));
  }
  return lost;
}"""


# ---- States that a page is in for a while


def search(page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("accept")
    page.wait_for_selector(".md-search-result__link")


def drawer(page) -> None:
    page.locator(".md-header__button[for=__drawer]").click()
    page.wait_for_selector(".md-nav--primary", state="visible")


def copied(page) -> None:
    page.locator(".md-code__button").first.click()
    page.wait_for_selector(".md-dialog--active, .md-tooltip2--active")


def annotation(page) -> None:
    page.locator(".md-annotation").first.focus()
    page.wait_for_selector(".md-tooltip--active")


def playing(page) -> None:
    page.locator("socket-player").first.scroll_into_view_if_needed()
    page.wait_for_selector("socket-player.ready")
    page.locator("socket-player.ready").first.focus()
    page.keyboard.press("End")


HANDSHAKE, ANNOTATED = "sockets/handshake/", "sockets/first-program/"


@GROUP
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("address", "size", "act"), [
    (HANDSHAKE, PHONE, None), (HANDSHAKE, PHONE, drawer), (HANDSHAKE, PHONE, search), (HANDSHAKE, DESKTOP, search),
    (HANDSHAKE, DESKTOP, copied), (HANDSHAKE, PHONE, playing), (ANNOTATED, DESKTOP, annotation),
], ids=lambda value: value.__name__ if callable(value) else "")
def test_states(visit, address, size, act, scheme):
    with visit(address, size, scheme) as page:
        if act:
            act(page)
        page.evaluate("() => Promise.all(document.getAnimations().filter(one => one.effect.getComputedTiming().iterations < 9).map(one => one.finished.catch(() => 0)))")
        assert axe(page) == []


@GROUP
@pytest.mark.parametrize("address", ["", HANDSHAKE], ids=["front", "handshake"])
def test_focus_is_seen_and_goes_in_reading_order(visit, address):
    with visit(address) as page:
        page.evaluate("document.body.focus()")
        seen = []
        for _ in range(60):
            page.keyboard.press("Tab")
            state = page.evaluate(FOCUSED)
            if state is None:
                break
            assert state["caret"] or state["looks"] != state["otherwise"], f"focus cannot be seen on {state['html']}"
            seen.append(state)
        assert len(seen) > 20
        within = [state for state in seen if state["article"]]
        for before, after in zip(within, within[1:]):
            assert after["top"] > before["top"] - 40 or after["left"] >= before["right"], f"{after['html']} comes after {before['html']}"


# How the focused element looks, alone and with what is around it, with focus and without. Focus comes back afterwards.
FOCUSED = """() => {
  const one = document.activeElement;
  if (one === document.body || !one) return null;
  const look = () => [one, one.parentElement, one.nextElementSibling, one.firstElementChild, ...(one.labels ?? [])].filter(Boolean).map(part => {
    const style = getComputedStyle(part);
    return [style.outlineStyle === "none" ? "" : style.outline, style.boxShadow, style.backgroundColor, style.color, style.borderColor, style.opacity, style.transform].join();
  }).join(";");
  const still = document.createElement("style");
  const looks = look(), box = one.getBoundingClientRect();
  one.blur();
  const otherwise = look();
  one.focus({ preventScroll: true, focusVisible: true });
  return { looks, otherwise, caret: one.matches("[type=text]"), html: one.outerHTML.slice(0, 200), top: box.top + scrollY, left: box.left, right: box.right, article: Boolean(one.closest("article")) };
}"""


# ---- The security policy


def follow(page, link: str) -> None:
    """Click on a link, and wait for the page that it leads to: its address is there before it is."""
    heading = page.locator(".md-content h1").text_content()
    page.locator(link).click()
    page.wait_for_function("heading => document.querySelector('.md-content h1')?.textContent !== heading", arg=heading)


@GROUP
def test_a_walk_through_the_site_breaks_no_policy(visit, hosted):
    with visit("") as page:
        page.evaluate("window.same = true")
        for _ in range(2):  # one level down, and on the same level
            follow(page, ".md-footer__link--next")
        follow(page, ".md-tabs a[href*='sockets/']")
        page.wait_for_selector("socket-player")
        playing(page)
        page.locator("h1").click()  # away from the player, to which "/" is a key like others
        search(page)
        page.locator(".md-search-result__link").first.click()
        page.wait_for_function("() => location.search.includes('h=')")
        assert page.evaluate("window.same"), "the pages were loaded anew: nothing was learnt about instant navigation"


@GROUP
def test_the_policy_refuses_what_it_does_not_know(browser, hosted):
    page = browser.new_page()
    page.add_init_script(WATCH)
    page.goto(hosted.address)
    page.evaluate("""() => {
      const script = document.createElement("script");
      script.textContent = "window.injected = true";
      document.body.append(script);
      const style = document.createElement("style");
      style.textContent = "body { display: none }";
      document.body.append(style);
      document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.injected = true'><iframe src=/></iframe>");
      return fetch("https://example.com/").catch(() => 0);
    }""")
    page.wait_for_function("() => refused.length >= 5")
    refused = {one.split()[0] for one in page.evaluate("refused")}
    assert refused == {"script-src-elem", "script-src-attr", "style-src-elem", "frame-src", "connect-src"}
    assert page.evaluate("window.injected") is None and page.locator("body").is_visible()
    page.close()


@GROUP
def test_all_pages_have_one_policy(hosted):
    policies = {tuple(re.findall(r'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="([^"]*)">', path.read_text(encoding="utf-8")))
                for path in hosted.folder.rglob("*.html")}
    (policy,), = policies
    scripts = re.search("script-src ([^;]*)", policy)[1].split()
    assert scripts[0] == "'self'" and all(re.fullmatch(r"'sha256-[\w+/]{43}='", source) for source in scripts[1:])
    for template in (ROOT / "docs/overrides").rglob("*.html"):
        inside = theme.INLINE.finditer(template.read_text(encoding="utf-8"))
        assert not [match["text"] for match in inside if theme.is_code(match["attributes"])], f"{template.name} has a script inside"
    assert "unsafe" not in policy.replace("style-src-attr 'unsafe-inline'", "") and "*" not in policy


# ---- The HTML


@GROUP
def test_the_html_is_valid(hosted):
    messages = [message for message in nu(hosted.folder) if not excused(message)]
    assert messages == []


def excused(message: dict) -> bool:
    """What the checker cannot know: it reads files, and to a file no file is 'self'. And it takes data for scripts: in
    the HTML standard, "prepare the script element" is over before the policy is asked, if the type is no script's."""
    text, extract = message["message"], message.get("extract", "")
    return text.startswith("Resource violates Content Security Policy") or (
        text.startswith("Inline script violates Content Security Policy") and re.search(r'<script[^>]* type="application/(?:ld\+)?json">', extract) is not None
    )


def nu(folder) -> list[dict]:
    """What the Nu HTML checker says about the pages in a folder."""
    vnu = shutil.which("vnu", path=os.pathsep.join([str(ROOT / ".github/tools/node_modules/.bin"), os.environ["PATH"]]))
    if vnu is None or shutil.which("java") is None:
        raise Unchecked("Valid HTML: the Nu HTML checker, or Java, which runs it, is not installed.")
    done = subprocess.run([vnu, "--skip-non-html", "--format", "json", str(folder)], capture_output=True, text=True, encoding="utf-8", timeout=100)
    return [
        {"page": message.get("url", "").removeprefix(f"file:{folder}"), **{key: message[key] for key in ("type", "message", "extract") if key in message}}
        for message in json.loads(done.stderr)["messages"]
    ]


# ---- The corrections


PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="description" content="A "quoted" & plain &amp; word">
<title>One</title><link rel="stylesheet" href="assets/one.css"><link rel="stylesheet" href="assets/two.css"></head>
<body><input type="checkbox" id="__drawer" autocomplete="off"><label tabindex="" for="__drawer">Open</label><br />
<table><thead><tr><th></th><th>Head</th></tr></thead></table><p class="used" dir="ltr">Text</p><div class="tabbed-set" data-tabs="1:2"></div><script>let one = 1</script>
<script type="application/json">{}</script><script src="assets/javascripts/bundle.js"></script><script src="assets/theme.js"></script></body></html>
"""


@pytest.fixture
def built(tmp_path):
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "assets/one.css").write_text(
        ":root { --a: url(\"data:x;y{z}\"); --b: 1px }\n.used { margin: var(--b) } .unused, .unused p, p { color: red }\n"
        "@media print { .unused { color: red } } [dir=rtl] p { left: 0 } .by-script:not(.unused) { top: 0 } .stem--end { top: 1px }\n"
        ".tabbed-set>input:nth-child(2):checked { top: 2px } .tabbed-set>input:nth-child(3):checked { top: 3px }", encoding="utf-8")
    (tmp_path / "assets/two.css").write_text("@font-face { font-family: One; src: url(one.woff2) }\n/* said */ .used:hover { left: 1px }", encoding="utf-8")
    (tmp_path / "assets/theme.js").write_text("add('by-script'); add(`stem--${name}`)", encoding="utf-8")
    return tmp_path


def test_corrections(built):
    theme.finish_site(built, policy=False)
    page = (built / "index.html").read_text(encoding="utf-8")
    assert "Content-Security-Policy" not in page
    assert 'content="A &quot;quoted&quot; &amp; plain &amp; word"' in page
    assert '<input type="checkbox" id="__drawer"><label for="__drawer">Open</label><br>' in page
    assert "<td></td><th>Head</th>" in page
    assert '<script src="assets/theme.js"></script><script src="assets/javascripts/bundle.js"></script></body>' in page
    (sheet,) = re.findall(r'<link rel="stylesheet" href="(assets/all\.\w+\.css)">', page)
    css = re.sub(r"\s+", " ", (built / sheet).read_text(encoding="utf-8"))
    assert "--b: 1px" in css and "--a" not in css
    assert ".used{margin: var(--b)}" in css and "p{color: red}" in css and ".used:hover{" in css and "@font-face" in css
    assert ".by-script:not(.unused){" in css and ".stem--end{" in css
    assert "top: 2px" in css and "top: 3px" not in css, "rules for more tabs than there are"
    assert "print" not in css and "rtl" not in css and ".unused," not in css and "said" not in css


def test_the_policy_knows_the_scripts_of_all_pages(built):
    other = PAGE.replace("let one = 1", "let one = 2").replace("<p ", "<article><script>ours()</script></article><p ")
    (built / "other.html").write_text(other, encoding="utf-8")
    theme.finish_site(built)
    one, other = ((built / name).read_text(encoding="utf-8") for name in ("index.html", "other.html"))
    policy = re.search('content="(default-src[^"]*)"', one)[1]
    assert policy.count("sha256-") == 2 and policy in other
