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

On the site the hooks of lab/publishing/hooks.py publish each recording with the sources of its programs
(`recording_files`) and correct the addresses on each page (`complete_page`). `standalone_page` is for
`python -m lab.record my_server.py my_client.py`: one file that needs nothing else, from a web server or from the disk.
"""

import hashlib
import json
import re
from html import escape
from pathlib import Path

from lab.drawing.sequence import arrange_lifelines, draw_svg, tell_steps
from lab.paths import ASSETS, RECORDINGS, SNIPPETS
from lab.recording.catalogue import load_recording, recording_name, recording_names
from lab.recording.recorder import OTHER_SCHEDULES

ABOUT_RECORDINGS = "about/recordings"  # the page, by its address without an end
SLOW_MOTION = "Slow motion: a legal run, one line at a time, not the typical speed."


def read_sources(recording: dict, folder: Path = SNIPPETS) -> dict[str, str]:
    """The texts of a recording's programs in a folder, by the names it has for them. OSError if one is not there."""
    return {program["file"]: (folder / program["file"]).read_text(encoding="utf-8") for program in recording["programs"]}


def pack_recording(recording: dict, programs: dict[str, str]) -> str:
    """What the script reads, as JSON: the recording, its programs, and the order of its sides in the drawing."""
    owners = [recording["sockets"][name]["side"] for line in arrange_lifelines(recording) for name in line.sockets if name in recording["sockets"]]
    order = list(dict.fromkeys([*owners, *(side["name"] for side in recording["sides"])]))
    return json.dumps({**recording, "order": order, "sources": programs}, ensure_ascii=False, separators=(",", ":"))


def recording_files() -> dict[str, str | bytes]:
    """The files that the site serves: a recording, and its packets, for each address below its root."""
    packed = {f"recordings/{name}.json": pack_stored(name) for name in recording_names()}
    return packed | {f"recordings/{path.relative_to(RECORDINGS).as_posix()}": path.read_bytes() for path in RECORDINGS.glob("*/*.pcapng")}


def pack_stored(name: str) -> str:
    """What the script reads of a stored recording, with the sources of its programs."""
    recording = load_recording(name)
    return pack_recording(recording, read_sources(recording))


def anchor_id(name: str) -> str:
    """The id of a player on its page, by the name of its recording."""
    return re.sub(r"\W+", "-", name)


def drawing_html(recording: dict, caption: str, first: int = 1, last: int | None = None, scrolls: bool = False) -> str:
    """The drawing in a box of its own, which scrolls where the drawing would become too small to read, and in the player.

    It shows the steps from `first` to `last`, counted from 1; without `last`, to the end.
    """
    picture = make_moments_alike(draw_svg(recording, caption, first, last))
    width = int(re.search(r'width="(\d+)', picture)[1])
    focusable = ' tabindex="0" role="group" aria-label="Drawing"' if scrolls or width > 400 else ""
    return f'<div class="wire" style="--w:{width}"{focusable}>{picture}</div>'


def make_moments_alike(picture: str) -> str:
    """The same drawing, each moment in coordinates of its own: alike moments are then alike as text, and compress."""
    number = r"(-?[\d.]+)"

    def move(match: re.Match) -> str:
        top = float(match["top"])
        group = re.sub(rf'\b(c?y)="{number}"', lambda at: f'{at[1]}="{round(float(at[2]) - top, 1):g}"', match[0])
        group = re.sub(rf"([ML]){number} {number}", lambda at: f"{at[1]}{at[2]} {round(float(at[3]) - top, 1):g}", group)
        return group.replace("<g ", f'<g transform="translate(0 {top:g})" ', 1)

    return re.sub(r'<g data-step="\d+"><rect x="\d+" y="(?P<top>[\d.]+)".*?</g>', move, picture, flags=re.DOTALL)


def static_html(recording: dict, caption: str) -> str:
    """What stands on the page before any script has run."""
    told = "".join(f'<li value="{number}">{escape(words)}</li>' for number, words in tell_steps(recording).items())
    # The words are there once, below the drawing, where they can be read moment by moment.
    drawn = re.sub(r"(<desc[^>]*>).*?(</desc>)", r"\1What is drawn here is told in words below it, one moment after the other.\2", drawing_html(recording, caption, scrolls=True))
    width = re.search(r"--w:\d+", drawn)[0]
    return (
        f'<div class="stage" style="{width}">{drawn}</div>'
        f'<details class="story"><summary>The same run, told in words</summary><ol>{told}</ol></details>'
    )


def json_script(text: str) -> str:
    """JSON inside HTML: nothing in it may end the element."""
    return f'<script type="application/json">{text.replace("<", chr(92) + "u003c")}</script>'


def parse_fence(source: str) -> tuple[str, set[str], tuple[int, int | None], str]:
    """What a `recording` fence asks for: the recording's name, its options, the first and the last step, the caption."""
    line, _, caption = source.strip().partition("\n")
    name, *more = line.split()
    name += "".join(f".{word}" for word in more if word in OTHER_SCHEDULES)
    first, _, last = next((word for word in more if word[0].isdigit()), "1-").partition("-")
    return name, set(more), (int(first), int(last) if last else None), caption.strip()


def format_fence(source: str, language: str, css_class: str, options: dict, md, **kwargs) -> str:
    """The `recording` fence of mkdocs.yml, as HTML. SuperFences gives the arguments.

    Raises SuperFencesException where there is no such recording.
    """
    from pymdownx.superfences import SuperFencesException  # `standalone_page` works without the tools of the site

    line = source.strip().partition("\n")[0]
    try:
        name, more, (first, last), caption = parse_fence(source)
        recording = load_recording(name)
        return set_drawing_aside(figure_html(recording, caption, first, last) if "figure" in more else player_html(recording, caption))
    except (OSError, KeyError, ValueError) as reason:
        # Any other exception would leave the fence on the page as it is, without a word.
        raise SuperFencesException(f"The recording {line!r} cannot be shown: {reason!r}. `make record` makes it.") from reason


# Drawings are the larger part of a page, and nothing in them concerns Markdown, the search or the check of links. So
# they wait here, by a name, until the page is written, and are not read by all of these.
drawings_aside: dict[str, str] = {}


def set_drawing_aside(html: str) -> str:
    """A figure with a comment in place of its drawing and its story."""
    def put(match: re.Match) -> str:
        name = hashlib.sha256(match[0].encode()).hexdigest()[:16]
        drawings_aside[name] = match[0]
        return f"<!--drawing {name}-->"

    return re.sub(r'<div class="(?:stage|wire)".*?(?=</socket-player>|<figcaption>)', put, html, count=1, flags=re.DOTALL)


def restore_drawings(html: str) -> str:
    """A page with its drawings."""
    return re.sub(r"<!--drawing (\w+)-->", lambda match: drawings_aside[match[1]], html)


def embed_recordings(html: str) -> str:
    """A page that carries its recordings: in a site that is read from the disk, no page can fetch. Before `restore_drawings`."""
    def embed(match: re.Match) -> str:
        return f"{match['start']}>{match['inside']}{json_script(pack_stored(match['name']))}</socket-player>"

    source = r'(?P<start><socket-player id="[^"]*") src="[^"]*?recordings/(?P<name>[^"]+)\.json">(?P<inside>.*?)</socket-player>'
    return re.sub(source, embed, html, flags=re.DOTALL)


def figure_html(recording: dict, caption: str, first: int = 1, last: int | None = None) -> str:
    """The drawing alone."""
    drawn = drawing_html(recording, caption or default_caption(recording), first, last)
    return (
        f'<figure class="recording" data-search-exclude>{drawn}'
        f"<figcaption>{escape(caption)} Drawn from a recording of {program_names(recording)}.</figcaption></figure>"
    )


def player_html(recording: dict, caption: str) -> str:
    """The drawing and the story, which the script turns into the player. Its addresses are below the root of the site."""
    name = recording_name(recording)
    return (
        f'<figure class="recording" data-search-exclude>'
        f'<socket-player id="{anchor_id(name)}" src="recordings/{name}.json">{static_html(recording, caption or default_caption(recording))}</socket-player>'
        f'<figcaption>{escape(caption)} {SLOW_MOTION} <a href="{ABOUT_RECORDINGS}/">How it was recorded</a>.{packets_link(recording)}</figcaption></figure>'
    )


def packets_link(recording: dict) -> str:
    """The offer of a recording's packets, where it has any. For the screen: a book has no such files."""
    if not any("packets" in step for step in recording["steps"]):
        return ""
    return f' <a class="packets" href="recordings/{recording_name(recording)}.pcapng" download>Its packets for Wireshark</a>'


def program_names(recording: dict) -> str:
    return " and ".join(f"<code>{escape(Path(program['file']).name)}</code>" for program in recording["programs"])


def default_caption(recording: dict) -> str:
    names = dict.fromkeys(Path(program["file"]).name for program in recording["programs"])
    return f"What happened when {' and '.join(names)} ran"


def complete_page(html: str, url: str, folders: bool = True) -> str:
    """A page of the site with the style and the script, if it shows a recording, and with addresses that hold there.

    `url` is its own, below the root of the site. On a host each page is a folder; on a disk it is a file.
    """
    if '<figure class="recording"' not in html:
        return html
    from mkdocs.utils import get_relative_url

    def here(address: str) -> str:
        return get_relative_url(address, url)

    html = re.sub(r'(<socket-player id="[^"]*" src=")(recordings/[^"]+)', lambda match: match[1] + here(match[2]), html)
    html = re.sub(r'(<a class="packets" href=")(recordings/[^"]+)', lambda match: match[1] + here(match[2]), html)
    about = here(ABOUT_RECORDINGS + ("/" if folders else ".html"))
    html = html.replace(f'<a href="{ABOUT_RECORDINGS}/">How it was recorded', f'<a href="{about}">How it was recorded')
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


def standalone_page(recording: dict, sources: dict[str, str]) -> str:
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
<socket-player id="{anchor_id(recording_name(recording))}">{static_html(recording, default_caption(recording))}{json_script(pack_recording(recording, sources))}</socket-player>
<figcaption>{SLOW_MOTION} Each line waited until both programs slept and the network was quiet.</figcaption>
</figure>
{listings}
</main>
<script>{code}</script>
</body>
</html>
"""
