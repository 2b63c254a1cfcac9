"""The player of recordings, as HTML: on a page of the site, and on a page of its own.

A page asks for one with a fence named `recording`. Its first line names a recording, its second line is the caption:

    ```recording
    handshake/echo
    A client connects, sends five bytes and gets them back.
    ```

`handshake/echo server-first` names the other schedule. `handshake/echo figure` gives the drawing without the player,
`handshake/echo figure 9-11` that of some steps.
What the fence returns is complete without a script: the drawing, and the story in words. The script
(docs/assets/player.js) adds the rest when the player comes into view.

On the site the hooks of lab/site.py publish each recording with the sources of its programs (`published`) and
correct the addresses on each page (`place`). `page` is for `python -m lab.record my_server.py my_client.py`:
one file that needs nothing else, from a web server or from the disk.
"""

import hashlib
import json
import re
from html import escape
from pathlib import Path

from lab.example import ROOT, SNIPPETS
from lab.sequence import lifelines, story, svg

RECORDINGS = ROOT / "recordings"
ASSETS = ROOT / "docs" / "assets"
SCHEDULES = ("server-first",)  # besides the usual one
ABOUT = "about/recordings/"
SLOW = "Slow motion: a legal run, one line at a time, not the typical speed."

# In a site that is read from the disk, a page cannot fetch: it carries its recordings. lab/site.py may set this.
inline = False


def load(name: str) -> dict:
    return json.loads((RECORDINGS / f"{name}.json").read_text(encoding="utf-8"))


def sources(recording: dict, folder: Path = SNIPPETS) -> dict[str, str]:
    """The programs of a recording, by the names it has for them."""
    return {program["file"]: (folder / program["file"]).read_text(encoding="utf-8") for program in recording["programs"]}


def packed(recording: dict, programs: dict[str, str]) -> str:
    """What the script reads: the recording, its programs, and the order of its sides in the drawing."""
    owners = [recording["sockets"][name]["side"] for line in lifelines(recording) for name in line.sockets if name in recording["sockets"]]
    order = list(dict.fromkeys([*owners, *(side["name"] for side in recording["sides"])]))
    return json.dumps({**recording, "order": order, "sources": programs}, ensure_ascii=False, separators=(",", ":"))


def published() -> dict[str, str]:
    """The files that the site serves: a recording for each address below its root."""
    names = (path.relative_to(RECORDINGS).with_suffix("").as_posix() for path in sorted(RECORDINGS.glob("*/*.json")))
    return {f"recordings/{name}.json": packed(recording := load(name), sources(recording)) for name in names}


def name_of(recording: dict) -> str:
    """The name of a recording: that of its example, and of the schedule where that is not the usual one."""
    schedule = recording["schedule"]
    return recording["example"] + (f".{schedule}" if schedule != "stay" else "")


def identity(name: str) -> str:
    return re.sub(r"\W+", "-", name)


def drawing(recording: dict, caption: str, first: int = 1, last: int | None = None, scrolls: bool = False) -> str:
    """The drawing in a box of its own, which scrolls where the drawing would become too small to read, and in the player."""
    picture = moved(svg(recording, caption, first, last))
    width = int(re.search(r'width="(\d+)', picture)[1])
    focusable = ' tabindex="0" role="group" aria-label="Drawing"' if scrolls or width > 400 else ""
    return f'<div class="wire" style="--w:{width}"{focusable}>{picture}</div>'


def moved(picture: str) -> str:
    """The same drawing, each moment in coordinates of its own: alike moments are then alike as text, and compress."""
    number = r"(-?[\d.]+)"

    def move(match: re.Match) -> str:
        top = float(match["top"])
        group = re.sub(rf'\b(c?y)="{number}"', lambda at: f'{at[1]}="{round(float(at[2]) - top, 1):g}"', match[0])
        group = re.sub(rf"([ML]){number} {number}", lambda at: f"{at[1]}{at[2]} {round(float(at[3]) - top, 1):g}", group)
        return group.replace("<g ", f'<g transform="translate(0 {top:g})" ', 1)

    return re.sub(r'<g data-step="\d+"><rect x="\d+" y="(?P<top>[\d.]+)".*?</g>', move, picture, flags=re.DOTALL)


def static(recording: dict, caption: str) -> str:
    """What stands on the page before any script has run."""
    told = "".join(f'<li value="{number}">{escape(words)}</li>' for number, words in story(recording).items())
    # The words are there once, below the drawing, where they can be read moment by moment.
    drawn = re.sub(r"(<desc[^>]*>).*?(</desc>)", r"\1What is drawn here is told in words below it, one moment after the other.\2", drawing(recording, caption, scrolls=True))
    width = re.search(r"--w:\d+", drawn)[0]
    return (
        f'<div class="stage" style="{width}">{drawn}</div>'
        f'<details class="story"><summary>The same run, told in words</summary><ol>{told}</ol></details>'
    )


def script(text: str) -> str:
    """JSON inside HTML: nothing in it may end the element."""
    return f'<script type="application/json">{text.replace("<", chr(92) + "u003c")}</script>'


def asked(source: str) -> tuple[str, set[str], tuple[int, int | None], str]:
    """What a `recording` fence asks for: the recording's name, its options, the first and the last step, the caption."""
    line, _, caption = source.strip().partition("\n")
    name, *more = line.split()
    name += "".join(f".{word}" for word in more if word in SCHEDULES)
    first, _, last = next((word for word in more if word[0].isdigit()), "1-").partition("-")
    return name, set(more), (int(first), int(last) if last else None), caption.strip()


def fence(source: str, language: str, css_class: str, options: dict, md, **kwargs) -> str:
    """The `recording` fence of mkdocs.yml."""
    from pymdownx.superfences import SuperFencesException  # `page` works without the tools of the site

    line = source.strip().partition("\n")[0]
    try:
        name, more, (first, last), caption = asked(source)
        recording = load(name)
        return aside(figure(recording, caption, first, last) if "figure" in more else player(recording, caption))
    except (OSError, KeyError, ValueError) as reason:
        # Any other exception would leave the fence on the page as it is, without a word.
        raise SuperFencesException(f"The recording {line!r} cannot be shown: {reason!r}. `make record` makes it.") from reason


# Drawings are the larger part of a page, and nothing in them concerns Markdown, the search or the check of links. So
# they wait here, by a name, until the page is written, and are not read by all of these.
waiting: dict[str, str] = {}


def aside(html: str) -> str:
    """A figure with a comment in place of its drawing and its story."""
    def put(match: re.Match) -> str:
        name = hashlib.sha256(match[0].encode()).hexdigest()[:16]
        waiting[name] = match[0]
        return f"<!--drawing {name}-->"

    return re.sub(r'<div class="(?:stage|wire)".*?(?=</socket-player>|<figcaption>)', put, html, count=1, flags=re.DOTALL)


def back(html: str) -> str:
    """A page with its drawings."""
    return re.sub(r"<!--drawing (\w+)-->", lambda match: waiting[match[1]], html)


def figure(recording: dict, caption: str, first: int = 1, last: int | None = None) -> str:
    """The drawing alone."""
    drawn = drawing(recording, caption or title(recording), first, last)
    return (
        f'<figure class="recording" data-search-exclude>{drawn}'
        f"<figcaption>{escape(caption)} Drawn from a recording of {programs(recording)}.</figcaption></figure>"
    )


def player(recording: dict, caption: str) -> str:
    name = name_of(recording)
    data = script(packed(recording, sources(recording))) if inline else ""
    source = "" if inline else f' src="recordings/{name}.json"'
    return (
        f'<figure class="recording" data-search-exclude>'
        f'<socket-player id="{identity(name)}"{source}>{static(recording, caption or title(recording))}{data}</socket-player>'
        f'<figcaption>{escape(caption)} {SLOW} <a href="{ABOUT}">How it was recorded</a>.</figcaption></figure>'
    )


def programs(recording: dict) -> str:
    return " and ".join(f"<code>{escape(Path(program['file']).name)}</code>" for program in recording["programs"])


def title(recording: dict) -> str:
    names = dict.fromkeys(Path(program["file"]).name for program in recording["programs"])
    return f"What happened when {' and '.join(names)} ran"


def place(html: str, url: str) -> str:
    """A page of the site with the style and the script, if it shows a recording, and with addresses that hold there."""
    if '<figure class="recording"' not in html:
        return html
    from mkdocs.utils import get_relative_url

    def here(address: str) -> str:
        return get_relative_url(address, url)

    html = re.sub(r'(<socket-player id="[^"]*" src=")(recordings/[^"]+)', lambda match: match[1] + here(match[2]), html)
    html = html.replace(f'<a href="{ABOUT}">How it was recorded', f'<a href="{here(ABOUT.rstrip("/") + ".html" if inline else ABOUT)}">How it was recorded')
    style = f'<link rel="stylesheet" href="{here("assets/player.css")}">'
    code = f'<script src="{here("assets/player.js")}" defer></script>' if "<socket-player" in html else ""
    return f"{style}\n{html}\n{code}"


# The colours that the site's theme gives; a page of its own brings them along.
PAGE_STYLE = """
:root { color-scheme: light dark; --md-default-bg-color: #fff; --md-default-fg-color: #000000de; --md-default-fg-color--light: #0000008a;
  --md-default-fg-color--lighter: #00000052; --md-default-fg-color--lightest: #00000012; --md-code-bg-color: #f5f5f5;
  --md-typeset-a-color: #0b5f70; --md-accent-fg-color: #9a4a00; --verdict-wrong: #b3261e; --verdict-outdated: #5b4b8a; }
@media (prefers-color-scheme: dark) { :root { --md-default-bg-color: #1e2429; --md-default-fg-color: #e2e4e9d1; --md-default-fg-color--light: #e2e4e9a0;
  --md-default-fg-color--lighter: #e2e4e952; --md-default-fg-color--lightest: #e2e4e91f; --md-code-bg-color: #262d33;
  --md-typeset-a-color: #6fd0e4; --md-accent-fg-color: #ffb870; --verdict-wrong: #ff9a90; --verdict-outdated: #bfb0ee; } }
html { font-size: 125%; }
body { margin: 0 auto; padding: 1rem 0.8rem; max-width: 62rem; font: 0.8rem/1.6 system-ui, sans-serif; color: var(--md-default-fg-color); background: var(--md-default-bg-color); }
h1 { font-size: 1.2rem; font-weight: 600; } h2 { font-size: 0.9rem; }
pre.listing { overflow-x: auto; padding: 0.6rem 0.8rem; background: var(--md-code-bg-color); font: 0.65rem/1.5 monospace; }
figure { margin: 1rem 0; } a { color: var(--md-typeset-a-color); }
.visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
"""


def page(recording: dict, sources: dict[str, str]) -> str:
    """A recording with its player as one HTML file, which loads nothing."""
    names = " and ".join(dict.fromkeys(Path(program["file"]).name for program in recording["programs"]))
    listings = "".join(
        f'<h2>{escape(Path(file).name)}</h2><pre class="listing" tabindex="0">{escape(text)}</pre>' for file, text in sources.items()
    )
    style, code = ((ASSETS / name).read_text(encoding="utf-8") for name in ("player.css", "player.js"))
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>{escape(names)}: a recording</title>
<style>{PAGE_STYLE}{style}</style>
</head>
<body>
<main>
<h1>{escape(names)}</h1>
<figure class="recording">
<socket-player id="{identity(name_of(recording))}">{static(recording, title(recording))}{script(packed(recording, sources))}</socket-player>
<figcaption>{SLOW} Each line waited until both programs slept and the network was quiet.</figcaption>
</figure>
{listings}
</main>
<script>{code}</script>
</body>
</html>
"""
