"""What mkdocs does here beyond Markdown: the hooks that mkdocs.yml names.

They publish the snippets and the recordings as files, put a line of links under each listing, build the two pages
that come from data, and fill in the numbers of the last complete run. Everything else on a page is plain Markdown.
"""

import json
import os.path
import re

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from lab import player
from lab.claims import count, map_page
from lab.example import ROOT, SNIPPETS, Program
from lab.glossary import glossary_page
from lab.record import SUMMARY

# A fence whose only line includes a program, with the fence's indentation.
LISTING = re.compile(
    r'^(?P<indent> *)(?P<fence>`{3,})python[^\n]*\n *--8<-- "(?P<path>[^"]+\.py)"\n *(?P=fence) *$', re.MULTILINE
)
GENERATED = {"article/map.md": map_page, "glossary.md": glossary_page}


def on_config(config: MkDocsConfig) -> None:
    if not config.repo_url:
        config.edit_uri = None


def on_files(files: Files, config: MkDocsConfig) -> Files:
    for path in sorted(SNIPPETS.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        files.append(File.generated(config, name, abs_src_path=str(path)))
    for name, page in GENERATED.items():
        files.append(File.generated(config, name, content=page()))
    for name, text in player.published().items():
        files.append(File.generated(config, name, content=text))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    folder = os.path.dirname(page.file.src_uri)

    def add_links(match: re.Match) -> str:
        return f"{match[0]}\n{links(match['path'], folder, config.repo_url, match['indent'])}"

    return LISTING.sub(add_links, fill_in(markdown))


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    return player.place(html, page.url)


def links(path: str, folder: str, repo_url: str | None, indent: str) -> str:
    """The line under a listing: how to run it, the file itself, and its place in the repository."""
    name = path.rsplit("/", 1)[-1]
    target = os.path.relpath(f"snippets/{path}", folder or ".").replace(os.sep, "/")
    sudo = "sudo " if "as root" in Program(SNIPPETS / path).needs else ""
    parts = [f"`{sudo}python {name}`", f'[Download<span class="visually-hidden"> {name}</span>]({target}){{ download="{name}" }}']
    if repo_url:
        parts.append(f'[Source<span class="visually-hidden"> of {name}</span>]({repo_url.rstrip("/")}/blob/main/snippets/{path})')
    return f"\n{indent}{' · '.join(parts)}\n{indent}{{ .listing-links }}\n"


def fill_in(markdown: str) -> str:
    """Replace {run:key} by that fact of the last complete run, and {claims:verdict} by a count."""
    run = json.loads(SUMMARY.read_text(encoding="utf-8"))
    markdown = re.sub(r"\{run:(\w+)\}", lambda match: str(run[match[1]]), markdown)
    return re.sub(r"\{claims:(\w+)\}", lambda match: str(count(match[1])), markdown)
