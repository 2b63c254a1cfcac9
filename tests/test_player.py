"""The player in a real browser: driven by mouse, keyboard and touch, and compared with the recording at every step."""

import gzip
import os
import re
import shutil
import subprocess
import sys
from collections import Counter

import pytest

from lab.drawing import player
from lab.drawing.player import anchor_id
from lab.drawing.sequence import draw_svg, tell_steps
from lab.paths import ASSETS, RECORDINGS, ROOT, SNIPPETS
from lab.recording.catalogue import load_recording, recording_name
from tests.browser import DESKTOP, GROUP, PHONE, SMALL, Server, axe
from tests.test_sequence import MADE, STORED

pytestmark = GROUP
ECHO = "handshake/echo"


CONFIG = """
site_name: A small site
theme: {name: material, font: false, features: [navigation.instant], palette: [
  {media: "(prefers-color-scheme: light)", scheme: default, primary: custom, accent: custom},
  {media: "(prefers-color-scheme: dark)", scheme: slate, primary: custom, accent: custom}]}
site_url: %s
extra_css: [assets/site.css]
markdown_extensions:
  - pymdownx.superfences:
      custom_fences: [{name: recording, class: recording, format: !!python/name:lab.drawing.player.format_fence }]
plugins: []
hooks: [hooks.py]
nav: [index.md, about/recordings.md, below/page.md]
"""
HOOKS = """
from mkdocs.structure.files import File
from lab.drawing import player

def on_files(files, config):
    for name, text in player.recording_files().items():
        files.append(File.generated(config, name, content=text))

def on_page_content(html, page, config, files):
    return player.complete_page(html, page.url)

def on_post_page(output, page, config):
    return player.restore_drawings(output)
"""
FILLER = "Some words. " * 2000


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A small site in the theme of this one: its address, and the requests that it got."""
    home = tmp_path_factory.mktemp("site")
    shutil.copytree(ASSETS, home / "docs/assets")
    for folder in ("below", "about"):
        (home / "docs" / folder).mkdir()
    fence = f"```recording\n{ECHO}\nA caption & more.\n```\n"
    drawn = re.findall(r'data-step="(\d+)"', draw_svg(load_recording(ECHO), "A title"))
    (home / "docs/index.md").write_text(f"# Start\n\n[Below](below/page.md)\n\n{FILLER}\n", encoding="utf-8")
    (home / "docs/about/recordings.md").write_text("# How it was recorded\n", encoding="utf-8")
    (home / "docs/below/page.md").write_text(
        f"# Below\n\n[Start](../index.md)\n\n{FILLER}\n\n{fence}\n\n```recording\nhandshake/connect_before_accept\n```\n\n"
        f"```recording\n{ECHO} figure {drawn[1]}-{drawn[3]}\nA figure.\n```\n", encoding="utf-8")
    (home / "hooks.py").write_text(HOOKS)
    with Server(home / "site") as server:
        (home / "mkdocs.yml").write_text(CONFIG % server.address)
        done = subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=home, capture_output=True, text=True, timeout=100,
                              env=os.environ | {"PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"})
        assert done.returncode == 0 and not done.stderr, done.stderr
        yield server.address, server.requests


def sources(recording: dict) -> dict[str, str]:
    """The programs; those of the recordings that tests make up do not exist."""
    files = [program["file"] for program in recording["programs"]]
    return {file: (SNIPPETS / file).read_text(encoding="utf-8") if (SNIPPETS / file).exists() else "one\ntwo\n" for file in files}


@pytest.fixture
def alone(tmp_path):
    """The address of the page that `python -m lab.record` writes, on the disk."""
    def write(recording: dict) -> str:
        path = tmp_path / f"{anchor_id(recording_name(recording))}.html"
        path.write_text(player.standalone_page(recording, sources(recording)), encoding="utf-8")
        return path.as_uri()
    return write


# What a reader sees, as the page says it and as the recording says it.

SEEN = """node => {
  const texts = (where, selector) => [...where.querySelectorAll(selector)].map(item => item.textContent.trimEnd());
  const sides = {};
  for (const side of node.querySelectorAll(".side")) sides[side.dataset.side] = {
    lines: Object.fromEntries([...side.querySelectorAll(".code span[class]:not([class=''])")].map(line => [line.dataset.line, line.className])),
    sockets: texts(side, ".sockets li:not(.none)"),
    calls: [...side.querySelectorAll(".calls li")].map(item => item.firstChild.textContent),
    latest: [...side.querySelectorAll(".calls .now")].map(item => item.firstChild.textContent),
    raw: texts(side, ".calls .raw"),
    out: texts(side, ".out span"),
    ended: side.querySelector(".doing").textContent === "has ended",
  };
  // The line that a side is said to be at is in the window on its program.
  const unseen = [...node.querySelectorAll(".side")].filter(side => {
    const number = /line (\\d+)/.exec(side.querySelector(".doing").textContent)?.[1];
    const inner = number && side.querySelector(`[data-line="${number}"]`).getBoundingClientRect(), outer = side.querySelector(".code").getBoundingClientRect();
    return number && (inner.top < outer.top - 1 || inner.bottom > outer.bottom + 1);
  }).map(side => side.dataset.side);
  const groups = kind => [...node.querySelectorAll(`.wire g.${kind}`)].map(group => +group.dataset.step);
  return {sides, unseen, past: groups("past"), now: groups("now"), future: groups("future"),
    slider: +node.querySelector("input").value, count: node.querySelector(".count").textContent,
    link: node.querySelector(".count").getAttribute("href"), said: node.querySelector(".say").textContent};
}"""


def expected(recording: dict, number: int) -> dict:
    """The same from the recording, written without a look at the player."""
    steps, sides, sockets = recording["steps"], {}, {}
    for side in (side["name"] for side in recording["sides"]):
        until = list(enumerate(steps[:number], 1))
        calls = [(at, call) for at, step in until for call in step.get("calls", ()) if call["side"] == side]
        lines = {}
        own = [(at, step) for at, step in until if step["side"] == side]
        later = [step for step in steps[number:] if step["side"] == side]
        for thread in dict.fromkeys(step.get("thread") for _, step in sorted(own, key=lambda one: one[0])):
            ran = [(at, step["line"]) for at, step in own if step.get("thread") == thread]
            line = next((line for _, line in reversed(ran) if line), None)
            asked = [call for call in steps[ran[-1][0] - 1].get("calls", ()) if call["side"] == side and call.get("waits")]
            after = [call for at, call in calls if at > ran[-1][0]]
            again = [call for call in after if call.get("waits")] if len({step.get("thread") for _, step in own}) == 1 else []
            waits = bool(again[-1:] == after[-1:] if again else asked and not any(
                call.get("resumes") and (call["call"], call.get("sock")) == (asked[-1]["call"], asked[-1].get("sock")) for call in after))
            acts = ran[-1][0] == number
            if line and (waits or acts or any(step.get("thread") == thread for step in later)):
                lines.pop(str(line), None) if acts else None
                lines[str(line)] = "waits" if waits else "now" if acts else "at"
        sides[side] = {
            "lines": lines, "ended": bool(own) and not lines and not later,
            "calls": [call["text"] for _, call in calls], "raw": [call.get("raw", "") for _, call in calls],
            "latest": [call["text"] for at, call in calls if at == number],
            "out": [(line.get("text") or line.get("error")).rstrip() for _, step in until for line in step.get("out", ()) if line["side"] == side],
        }
        for _, step in until:
            for packet in step.get("packets", ()):
                for sock, state in packet.get("then", {}).items():
                    sockets[sock] = [state, sockets.get(sock, ["", 0])[1]]
            sockets |= step.get("states", {})
        sides[side]["sockets"] = [
            f"{sock} {sockets[sock][0]}{held(*sockets[sock])}" for sock, about in recording["sockets"].items() if about["side"] == side and sock in sockets
        ]
    drawn = [int(found) for found in re.findall(r'<g data-step="(\d+)"', draw_svg(recording, ""))]
    where = f"{steps[number - 1]['side']}, line {steps[number - 1]['line']}." if steps[number - 1]["line"] else f"{steps[number - 1]['side']}."
    return {
        "sides": sides, "past": [at for at in drawn if at < number], "now": [at for at in drawn if at == number], "future": [at for at in drawn if at > number],
        "slider": number, "count": f"Step {number} of {len(steps)}", "link": f"#{anchor_id(recording_name(recording))}-step-{number}",
        "unseen": [],
        "said": f"Step {number} of {len(steps)}. {tell_steps(recording).get(number, where)}",
    }


def held(state: str, count: int) -> str:
    what = "connection" if state == "LISTEN" else "unread byte"
    return f" {count} {what}{'s' * (count != 1)}{' to accept' * (state == 'LISTEN')}" if count else ""


def ready(page, number: int = 0):
    """A player of the page, in view and loaded."""
    one = page.locator("socket-player").nth(number)
    one.scroll_into_view_if_needed()
    page.wait_for_function("number => document.querySelectorAll('socket-player')[number].steps", arg=number)
    return one


@pytest.fixture(scope="module")
def reader(browser):
    """One tab for all recordings; opening one for each would take longer than the rest."""
    context = browser.new_context(reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("recording", [pytest.param(one, id=recording_name(one)) for one in MADE + STORED])
def test_every_step_shows_what_the_recording_says(reader, alone, recording):
    last = len(recording["steps"])
    # Of a long recording every so many: each is computed from the beginning, so none depends on the one before.
    numbers = sorted({*range(1, last + 1, max(1, last // 15)), last})
    reader.goto(alone(recording))
    seen = ready(reader).evaluate(f"(node, numbers) => numbers.map(number => (node.show(number), ({SEEN})(node)))", numbers)
    for number, what in zip(numbers, seen, strict=True):
        assert what == expected(recording, number), f"step {number}"


# The ways to step through it.

def middle(one, action: str) -> tuple[float, float]:
    box = one.locator(f"[data-do={action}]").bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def by_mouse(page, one, action):
    page.mouse.click(*middle(one, action))


def by_touch(page, one, action):
    page.touchscreen.tap(*middle(one, action))


def by_keyboard(page, one, action):
    page.keyboard.press({"forward": "ArrowRight", "back": "ArrowLeft"}[action])


def by_slider(page, one, action):
    one.locator("input").focus()
    page.keyboard.press({"forward": "ArrowUp", "back": "ArrowDown"}[action])


@pytest.mark.parametrize(("way", "size", "scheme"), [
    (by_mouse, DESKTOP, "light"), (by_keyboard, DESKTOP, "dark"), (by_touch, PHONE, "dark"), (by_slider, SMALL, "light"),
])
def test_stepping_forward_and_back(tab, site, way, size, scheme):
    recording = load_recording(ECHO)
    last = len(recording["steps"])
    page = tab(f"{site[0]}below/page/", size, scheme, has_touch=way is by_touch)
    one = ready(page)
    one.focus()
    one.locator(".bar").scroll_into_view_if_needed()
    for number in range(1, last + 1):
        assert one.evaluate(SEEN) == expected(recording, number)
        way(page, one, "forward")
    assert one.get_attribute("data-at") == str(last)  # there is nothing after the last step
    way(page, one, "back")
    assert one.evaluate(SEEN) == expected(recording, last - 1)
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_keys(tab, site):
    page = tab(f"{site[0]}below/page/")
    one = ready(page)
    one.focus()
    for key, at in (("End", "24"), ("ArrowRight", "24"), ("Home", "1"), ("ArrowLeft", "1"), ("ArrowRight", "2")):
        page.keyboard.press(key)
        assert one.get_attribute("data-at") == at.replace("24", str(len(load_recording(ECHO)["steps"])))
    before = page.evaluate("scrollY")
    page.keyboard.press("Space")
    assert one.get_by_role("button", name="Pause").count() == 1 and one.get_attribute("data-at") == "3"
    page.keyboard.press("Space")
    assert one.get_by_role("button", name="Play").count() == 1
    page.keyboard.press("Control+ArrowRight")  # not ours
    assert one.get_attribute("data-at") == "3" and page.evaluate("scrollY") == before
    assert ready(page, 1).get_attribute("data-at") == "1"  # its neighbour has not moved


def test_it_plays_to_the_end_and_can_be_stopped(tab, site):
    page = tab()
    page.clock.install()
    page.goto(f"{site[0]}below/page/")
    one = ready(page)
    one.get_by_role("button", name="Play").click()
    assert one.get_attribute("data-at") == "2" and one.locator(".say").get_attribute("aria-live") == "off"
    page.clock.run_for(2700)
    assert one.get_attribute("data-at") == "4"
    one.get_by_role("button", name="Pause").click()
    page.clock.run_for(5000)
    assert one.get_attribute("data-at") == "4" and one.locator(".say").get_attribute("aria-live") == "polite"
    one.get_by_role("button", name="Play").click()
    page.clock.run_for(100_000)
    last = str(len(load_recording(ECHO)["steps"]))
    assert one.get_attribute("data-at") == last and one.get_by_role("button", name="Play").count() == 1
    one.get_by_role("button", name="Play").click()  # from the beginning
    assert one.get_attribute("data-at") == "1"


def test_a_click_goes_to_the_moment(tab, site):
    recording = load_recording(ECHO)
    steps = recording["steps"]
    page = tab(f"{site[0]}below/page/", (1700, 1000))
    one = ready(page)
    packets = next(at for at, step in enumerate(steps, 1) if step.get("packets"))
    one.locator(f'.wire g[data-step="{packets}"] text').first.click()
    assert one.get_attribute("data-at") == str(packets)
    # A line: each click leads to the next time that it ran, and from the last to the first.
    ran = Counter((step["side"], step["line"]) for step in steps)
    side, line = max(ran, key=ran.get)
    times = [at for at, step in enumerate(steps, 1) if (step["side"], step["line"]) == (side, line)]
    assert len(times) > 1
    one.focus()
    page.keyboard.press("Home")
    for at in [*[at for at in times if at > 1], times[0]]:
        one.locator(f'[data-side="{side}"] [data-line="{line}"]').click(position={"x": 60, "y": 5})
        assert one.get_attribute("data-at") == str(at)
    # A state, a call, a line of output.
    page.keyboard.press("End")
    for part, number in ((".sockets li", 0), (".calls li", 0), (".out span", 0)):
        page.keyboard.press("End")
        item = one.locator(f'[data-side="server"] {part}').nth(number)
        at = item.get_attribute("data-step")
        item.click()
        assert one.get_attribute("data-at") == at != str(len(steps))


def test_raw_calls_are_behind_a_toggle(tab, site):
    one = ready(tab(f"{site[0]}below/page/"))
    one.evaluate("node => node.show(5)")
    raw = one.locator('[data-side="server"] .calls .raw').first
    assert not raw.is_visible()
    button = one.get_by_role("button", name="Raw system calls")
    button.click()
    assert raw.is_visible() and button.get_attribute("aria-pressed") == "true"
    button.click()
    assert not raw.is_visible()


# On a page of the site.

def test_a_recording_is_loaded_when_it_comes_into_view(tab, site):
    address, requests = site
    del requests[:]
    page = tab(f"{address}below/page/")
    page.wait_for_timeout(300)
    assert not [path for path in requests if "/recordings/" in path]
    ready(page)
    assert [path for path in requests if ECHO in path] == [f"/recordings/{ECHO}.json"] or any(ECHO in path for path in requests)


def test_a_link_leads_to_a_step(tab, site):
    page = tab(f"{site[0]}below/page/#{anchor_id(ECHO)}-step-8")
    one = page.locator("socket-player").first
    page.wait_for_selector("socket-player[data-at='8']")
    page.wait_for_timeout(100)
    assert 0 <= one.bounding_box()["y"] < 200
    page.evaluate(f"location.hash = '{anchor_id(ECHO)}-step-3'")
    page.wait_for_selector("socket-player[data-at='3']")
    one.get_by_role("button", name="Step forward").click()
    assert page.url.endswith("-step-3")  # stepping writes nothing
    page.goto(f"{site[0]}below/page/")
    assert ready(page).get_attribute("data-at") == "1"  # and remembers nothing
    assert page.evaluate("localStorage.length + sessionStorage.length") == page.evaluate(
        "[...Object.keys(localStorage), ...Object.keys(sessionStorage)].filter(key => key.includes('__')).length")


COUNT_TIMERS = """() => {
  const [set, clear] = [setInterval, clearInterval];
  window.running = new Set();
  window.setInterval = (work, pace) => { const timer = set(work, pace); if (pace === 1300) running.add(timer); return timer; };
  window.clearInterval = timer => { running.delete(timer); clear(timer); };
}"""


def test_instant_navigation(tab, site):
    page = tab(site[0])
    page.wait_for_load_state("networkidle")  # the theme reads the site map first
    page.evaluate(COUNT_TIMERS)  # gone if a page were loaded anew
    for _ in range(2):
        page.get_by_role("link", name="Below").first.click()
        page.wait_for_url("**/below/page/")
        page.wait_for_selector("socket-player")
        one = ready(page)
        one.get_by_role("button", name="Play").click()
        assert one.get_attribute("data-at") == "2" and page.evaluate("running.size") == 1
        page.evaluate("window.left = document.querySelector('socket-player')")
        page.evaluate("scrollTo(0, 0)")
        page.locator(".md-content").get_by_role("link", name="Start").click()
        page.wait_for_url(site[0])
        page.wait_for_function("!document.querySelector('socket-player')")
        assert page.evaluate("running.size") == 0
        page.evaluate("location.hash = `${left.id}-step-9`; dispatchEvent(new HashChangeEvent('hashchange'))")
        assert page.evaluate("left.at") == 2
        page.evaluate("history.replaceState(history.state, '', location.pathname)")


def test_addresses_hold_on_the_page(tab, site):
    page = tab(f"{site[0]}below/page/")
    with page.expect_navigation():
        page.get_by_role("link", name="How it was recorded").first.click()
    assert page.url == f"{site[0]}about/recordings/"


def test_the_page_is_complete_without_a_script(tab, site):
    page = tab(f"{site[0]}below/page/", java_script_enabled=False)
    figures = page.locator("figure.recording")
    assert figures.count() == 3
    assert figures.first.locator("svg g").first.is_visible()
    assert figures.first.locator(".story li").count() == len(tell_steps(load_recording(ECHO)))
    assert "Slow motion: a legal run" in figures.first.locator("figcaption").inner_text()
    assert "A caption & more." in figures.first.locator("figcaption").inner_text()
    figures.first.locator("summary").click()
    assert figures.first.locator(".story li").last.is_visible()
    assert figures.nth(2).locator("socket-player").count() == 0 and figures.nth(2).locator("g").count() == 3


def test_a_recording_that_cannot_be_loaded_leaves_the_drawing(tab, site):
    page = tab()
    page.route("**/recordings/**/*.json", lambda route: route.fulfill(status=200, body="nonsense"))
    page.goto(f"{site[0]}below/page/")
    page.locator("socket-player").first.scroll_into_view_if_needed()
    page.locator(".sorry").first.wait_for()
    assert page.locator("socket-player svg").first.is_visible()


@pytest.mark.parametrize("size", [DESKTOP, SMALL])
def test_print_shows_the_whole_drawing(tab, site, size):
    page = tab(f"{site[0]}below/page/", size)
    one = ready(page)
    page.emulate_media(media="print")
    assert not one.locator(".bar").is_visible() and not one.locator(".side").first.is_visible()
    assert one.locator(".wire").evaluate("wire => wire.clientHeight >= wire.querySelector('svg').clientHeight")


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_motion_only_where_it_is_welcome(tab, site, motion):
    one = ready(tab(f"{site[0]}below/page/", reduced_motion=motion))
    one.evaluate("node => node.show(node.steps.findIndex(step => step.packets) + 1)")
    moving = one.evaluate("node => node.getAnimations({subtree: true}).map(animation => animation.animationName)")
    assert ("cross" in moving) == (motion == "no-preference") and (motion != "reduce" or not moving)


# From the disk.

def test_the_page_of_its_own_works_from_the_disk_and_loads_nothing(tab, alone):
    page = tab()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    address = alone(load_recording(ECHO))
    page.goto(address)
    one = ready(page)
    one.get_by_role("button", name="Step forward").click()
    assert one.evaluate(SEEN) == expected(load_recording(ECHO), 2)
    assert [url for url in asked if not url.startswith("data:")] == [address]


# For everybody.

@pytest.mark.parametrize(("size", "scheme"), [((1700, 1000), "light"), (DESKTOP, "dark"), (SMALL, "light"), (SMALL, "dark")])
def test_axe_finds_nothing(tab, site, size, scheme):
    page = tab(f"{site[0]}below/page/", size, scheme)
    for number, at in enumerate((9, 4)):
        ready(page, number).evaluate("(node, at) => node.show(at)", at)
    page.locator("summary").first.click()
    page.get_by_role("button", name="Raw system calls").nth(1).click()
    assert not axe(page, "figure.recording")


@pytest.mark.parametrize("size", [(1700, 1000), DESKTOP, PHONE, SMALL])
def test_controls_are_large_enough_and_nothing_is_cut_off(tab, site, size):
    page = tab(f"{site[0]}below/page/", size)
    for number in (0, 1):
        one = ready(page, number)
        boxes = one.locator("button, input, .count").evaluate_all("all => all.map(one => one.getBoundingClientRect()).map(box => [box.width, box.height])")
        assert len(boxes) >= 6 and all(width >= 24 and height >= 24 for width, height in boxes), boxes
        for part in (".code", ".calls", ".out", ".sockets", ".bar"):
            assert one.locator(part).evaluate_all("all => all.every(one => one.scrollWidth <= one.clientWidth)"), part
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    wide = page.evaluate("() => { const [left, wire, right] = ['.sides', '.wire', '.sides:last-child'].map(name => document.querySelector(`socket-player ${name}`).getBoundingClientRect());"
                         " return left.right <= wire.left && wire.right <= right.left; }")
    assert wide == (size[0] == 1700)


TEXTS = """([scale]) => [...document.querySelectorAll("svg")].flatMap((svg, number) => {
  const frame = svg.viewBox.baseVal, problems = [];
  const box = one => { // in the drawing, not in the group that it belongs to
    const { x, y, width, height } = one.getBBox();
    return new DOMRect(x, y + (one.closest("[transform]")?.transform.baseVal[0].matrix.f ?? 0), width, height);
  };
  const ink = text => { // some fonts leave much room above and below their letters
    const { x, width } = box(text), size = parseFloat(getComputedStyle(text).fontSize);
    const line = +text.getAttribute("y") + (text.closest("[transform]")?.transform.baseVal[0].matrix.f ?? 0);
    return new DOMRect(x, line - 0.8 * size, width, 1.05 * size);
  };
  const texts = [...svg.querySelectorAll("text")].map(text => [text.textContent, ink(text)]);
  const boxes = [...svg.querySelectorAll(".state")].map(state => [state.nextSibling.textContent, box(state), box(state.nextSibling)]);
  for (const [text, box] of texts) {
    if (box.x < 0 || box.y < 0 || box.x + box.width > frame.width || box.y + box.height > frame.height) problems.push(`${number}: ${text} is cut off`);
  }
  texts.forEach(([text, a], index) => texts.slice(index + 1).forEach(([other, b]) => {
    if (a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height) problems.push(`${number}: ${text} meets ${other}`);
  }));
  for (const [text, outer, inner] of boxes) {
    if (inner.x < outer.x || inner.x + inner.width > outer.x + outer.width) problems.push(`${number}: ${text} leaves its box`);
  }
  const drawn = svg.getBoundingClientRect().width / frame.width;
  if (drawn < 0.78) problems.push(`${number}: drawn too small, ${drawn}`);
  return problems;
})"""


@pytest.mark.parametrize("size", [DESKTOP, SMALL])
def test_no_text_is_cut_off_or_meets_another(tab, tmp_path, size):
    style = player.PAGE_STYLE + (ASSETS / "player.css").read_text(encoding="utf-8")
    drawings = "".join(f'<figure class="recording">{player.drawing_html(one, "A title")}</figure>' for one in MADE + STORED)
    path = tmp_path / "all.html"
    path.write_text(f"<!doctype html><meta charset='utf-8'><meta name='viewport' content='width=device-width'><style>{style}</style>{drawings}", encoding="utf-8")
    page = tab(path.as_uri(), size)
    assert page.evaluate("document.querySelectorAll('svg text').length") > 50
    assert page.evaluate(TEXTS, [1]) == []
    page.add_style_tag(content=".wire text { font-weight: 700 !important; }")  # as at the current step
    assert page.evaluate(TEXTS, [1]) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def heights(picture: str) -> list[float]:
    """Where everything is in a drawing, from its top: each moment may have coordinates of its own."""
    found = []
    for group in re.split(r"(?=<g )", picture):
        top = re.match(r'<g transform="translate\(0 ([\d.]+)\)"', group)
        numbers = re.findall(r'\bc?y="([\d.-]+)"|[ML][\d.-]+ ([\d.-]+)', group)
        found += [float(one or other) + (float(top[1]) if top else 0) for one, other in numbers]
    return found


def test_moments_with_coordinates_of_their_own_are_where_they_were():
    for one in MADE + STORED:
        picture = draw_svg(one, "A title")
        moved = player.make_moments_alike(picture)
        assert moved.count("translate") == picture.count("<g data-step") > 0
        assert heights(moved) == pytest.approx(heights(picture), abs=0.11)


def test_it_is_small():
    sizes = [len(gzip.compress((ASSETS / name).read_bytes(), 9)) for name in ("player.js", "player.css")]
    assert sum(sizes) < 8 * 1024, sizes
    recording = load_recording(ECHO)
    assert len(gzip.compress((RECORDINGS / f"{ECHO}.json").read_bytes(), 9)) < 2048
    on_page = player.player_html(recording, "A caption.").encode() + player.pack_recording(recording, sources(recording)).encode()
    assert sum(sizes) + 3 * len(gzip.compress(on_page, 9)) < 30 * 1024


def test_a_fence_for_what_is_not_there_says_so():
    from pymdownx.superfences import SuperFencesException
    with pytest.raises(SuperFencesException, match="make record"):
        player.format_fence("no/such\nA caption", "recording", "recording", {}, None)


def test_a_page_without_recordings_is_left_alone():
    assert player.complete_page("<p>words</p>", "a/b/") == "<p>words</p>"
