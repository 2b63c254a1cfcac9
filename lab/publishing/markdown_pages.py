"""The pages as Markdown, and what leads to them: for search engines, and for readers without a browser.

Beside the pages stand `llms.txt` (llmstxt.org), each page as Markdown at its address with `index.html.md`, and
`robots.txt`.
"""

import posixpath
import re
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

from lab.drawing import figures, player, sequence
from lab.publishing.page_head import full_title
from lab.publishing.pages import list_pages
from lab.recording.catalogue import load_recording
from lab.running.summary import read_summary


def write_beside_pages(files, config, fill_in) -> None:
    """Write what stands beside the pages into the site. `fill_in` puts the numbers into a page's Markdown."""
    from mkdocs.utils.meta import get_data

    target = Path(config.site_dir)
    pages = {file.src_uri: file.page for file in files.documentation_pages() if file.page}
    for page in pages.values():
        path = target / markdown_path(page.file)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page_markdown(fill_in(get_data(page.file.content_string)[0], config), page, files, config), encoding="utf-8")
    (target / "llms.txt").write_text(llms_text(pages, config), encoding="utf-8")
    if text := robots_text(config.site_url):
        (target / "robots.txt").write_text(text, encoding="utf-8")


def robots_text(site_url: str | None) -> str | None:
    """robots.txt, for a site at the root of its host: nobody reads it elsewhere."""
    if site_url and urlsplit(site_url).path == "/":
        return f"User-agent: *\nAllow: /\n\nSitemap: {site_url}sitemap.xml\n"
    return None


def markdown_path(file) -> str:
    """Where a page as Markdown is, below the root of the site."""
    return f"{file.dest_uri}.md"


def llms_text(pages: dict, config) -> str:
    """llms.txt: the site in one page, for programs that read."""
    run = read_summary()
    base = config.site_url or ""
    lines = [
        f"# {config.site_name}", "",
        f"> {config.site_description}", "",
        f"{run['programs']} programs, each with the output of a run: Python {run['python']}, {run['system']}. The links lead to the pages as Markdown, "
        f"programs and outputs included. [All programs as a zip]({base}downloads/programs.zip).",
    ]
    group = None
    for part, source in list_pages(config.nav):
        if source not in pages:
            continue  # a strict build says so
        if part != group:
            group = part
            lines += ["", f"## {part}", ""]
        page = pages[source]
        lines.append(f"- [{full_title(page, config)}]({base}{markdown_path(page.file)}): {page.meta['description']}")
    return "\n".join(lines) + "\n"


FENCE = re.compile(r"^(?P<indent> *)(?P<ticks>`{3,})(?P<head>[^\n]*)\n(?P<body>.*?)^(?P=indent)(?P=ticks) *$", re.MULTILINE | re.DOTALL)
BOX = re.compile(r'^( *)(?:!!!|\?\?\?\+?|===)(?: \w+)* "(.+)"\n((?:\1    [^\n]*\n|[ ]*\n)*)', re.MULTILINE)
TAGS = re.compile(r"</?(?:span|small)\b[^>]*>")
FORMS = re.compile(r"^ *(?:</?(?:div|fieldset|label)\b|<!--).*\n", re.MULTILINE)
ATTRIBUTES = re.compile(r"\n? ?\{:? *(?:[.#][\w-]|download)[^}\n]*\}")
LINK = re.compile(r"\]\(([^)#\s:]+)(#[^)\s]+)?\)")


def page_markdown(text: str, page, files, config) -> str:
    """A page without this site's own dialect: programs and outputs in place, boxes as headings in bold, recordings in words."""
    from markdown import Markdown

    expander = Markdown(extensions=["pymdownx.snippets"], extension_configs={"pymdownx.snippets": config.mdx_configs["pymdownx.snippets"]})
    text = "\n".join(expander.preprocessors["snippet"].run(text.split("\n"))) + "\n"
    fences: list[str] = []

    def put_aside(match: re.Match) -> str:
        fences.append(fence_in_words(match["head"], re.sub(f"^{match['indent']}", "", match["body"], flags=re.MULTILINE)))
        return f"{match['indent']}\0{len(fences) - 1}\0"

    def link(match: re.Match) -> str:
        file = files.get_file_from_path(posixpath.normpath(posixpath.join(posixpath.dirname(page.file.src_uri), match[1])))
        if file is None:
            return match[0]
        goal = markdown_path(file) if file.is_documentation_page() else file.dest_uri
        return f"]({posixpath.relpath(goal, posixpath.dirname(page.file.dest_uri) or '.')}{match[2] or ''})"

    text = FORMS.sub("", FENCE.sub(put_aside, text))
    while BOX.search(text):
        text = BOX.sub(lambda match: f"{match[1]}**{match[2]}**\n\n" + re.sub(f"^{match[1]}    ", match[1], match[3], flags=re.MULTILINE), text)
    text = LINK.sub(link, ATTRIBUTES.sub("", TAGS.sub("", text.replace("<br>", "  \n  "))))
    text = re.sub(r"\A\s*# .*\n", lambda match: f"{match[0]}\n> {page.meta['description']}\n", text)
    text = re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"
    return re.sub(r"^( *)\0(\d+)\0", lambda match: re.sub(r"^(?=.)", match[1], fences[int(match[2])], flags=re.MULTILINE), text, flags=re.MULTILINE)


def fence_in_words(head: str, body: str) -> str:
    """A fence, by what follows its ticks and what is inside, as Markdown for any reader: what it draws is told."""
    language = re.match(r"\w*", head.strip())[0]
    if language == "figure":
        drawn = figures.format_fence(body, "figure", "figure", {}, None)
        return "Figure: " + unescape(" ".join(re.search(rf"<{tag}[^>]*>(.*?)</{tag}>", drawn, re.DOTALL)[1] for tag in ("title", "desc")))
    if language == "recording":
        name, _, (first, last), caption = player.parse_fence(body)
        told = sequence.tell_steps(load_recording(name))
        # What a program sent may look like a tag.
        steps = [f"{number}. {words}".replace("<", "\\<") for number, words in told.items() if first <= number <= (last or max(told))]
        return "\n".join([f"Recording of `{name}`, step by step. {caption}".strip(), "", *steps])
    named = re.search(r'title="([^"]+)"', head)
    return (f"{named[1]}:\n\n" if named else "") + f"```{language}\n{body.rstrip()}\n```"
